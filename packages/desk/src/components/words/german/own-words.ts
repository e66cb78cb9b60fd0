import type { Words } from '../../words.ts'

export const ownWords: Words['own'] = {
  unknown: (name) => `Dieser Schritt verlangt das Bauteil „${name}“, das dieser Oberfläche nicht bekannt ist.`,
  registered: (known) =>
    `${known.length === 0 ? 'Keines ist bekannt.' : `Bekannt sind: ${known.join(', ')}.`} Das einfache Formular steht an seiner Stelle.`,
  broken: (name) => `Das Bauteil „${name}“ ist gescheitert.`,
  brokenText: (message) => `${message} Das einfache Formular steht an seiner Stelle, mit dem, was eingegeben war.`,
  emptyInbox: 'Nichts wartet auf dich.',
  emptyQueue: 'Der Vorrat ist leer.',
  emptyArchive: 'Hier ist noch nichts.',
  notMine: 'Übernimm die Aufgabe, um ihr Formular auszufüllen.',
  gone: 'Diese Aufgabe ist geschlossen.',
}
