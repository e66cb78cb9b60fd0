import type { Words } from '../../words.ts'

const entered = (value: unknown): string => `Du hast ${String(value)} eingegeben.`

export const formWords: Pick<Words, 'field' | 'draft' | 'conflict' | 'next'> = {
  field: {
    clear: 'Offen lassen',
    numbered: (label, n) => `${label} ${n}`,
    inZone: (zone) => `Zeit in ${zone}.`,
    openFile: (name) => `${name} öffnen`,
    chooseFile: 'Datei wählen…',
    addItem: (title) => `${title} hinzufügen`,
    noItems: 'Noch keine Einträge.',
    moveUp: (label) => `${label} nach oben`,
    moveDown: (label) => `${label} nach unten`,
    removeItem: (label) => `${label} entfernen`,
    added: (label) => `${label} wurde hinzugefügt.`,
    removed: (label) => `${label} wurde entfernt.`,
    moved: (label, place, of) => `${label} ist jetzt Nummer ${place} von ${of}.`,
    amountAtLeast: (least, value) => `Gib einen Betrag von ${least} oder mehr ein. ${entered(value)}`,
    amountAtMost: (most, value) => `Gib einen Betrag von ${most} oder weniger ein. ${entered(value)}`,
    above: (bound, value) => `Gib mehr als ${bound} ein. ${entered(value)}`,
    below: (bound, value) => `Gib weniger als ${bound} ein. ${entered(value)}`,
    steps: (step, value) => `Gib ein Vielfaches von ${step} ein. ${entered(value)}`,
    decimals: (places, value) => `Gib einen Betrag mit höchstens ${places} Nachkommastellen ein. ${entered(value)}`,
    fewItems: (least, label) =>
      `Füge zu ${label} mindestens ${least === 1 ? 'einen Eintrag' : `${least} Einträge`} hinzu.`,
    fewChosen: (least) => `Wähle mindestens ${least === 1 ? 'eines' : String(least)}.`,
    manyItems: (most, n) => `Höchstens ${most}. Das sind ${n}.`,
    inside: (of, field) => `${of}: ${field}`,
  },

  draft: {
    kept: 'Entwurf in diesem Browser aufgehoben',
    tooLarge: 'Zu viel, um einen Entwurf in diesem Browser aufzuheben',
    discard: 'Entwurf verwerfen',
    restored: (at) => `Dein Entwurf von ${at} ist wieder da.`,
    restoredText: 'Er wurde in diesem Browser aufgehoben und nicht gesendet.',
    stale: (at) => `Jemand hat das geändert, nachdem du um ${at} deinen Entwurf begonnen hast.`,
    staleText: 'Die Felder zeigen, wie es jetzt steht. Dein Entwurf ist nicht verloren.',
    staleForm: (at) => `Das Formular wurde geändert, nachdem du um ${at} deinen Entwurf begonnen hast.`,
    staleFormText: 'Wo dein Entwurf nicht passt, sind die Felder leer. Was passt, kannst du zurückholen.',
    use: 'Meinen Entwurf zurückholen',
    offline: (at) => `Keine Verbindung zum Server seit ${at}. Was du tippst, wird aufgehoben.`,
  },

  conflict: {
    completed: (name, at, before) => `${name} hat diese Aufgabe um ${at} abgeschlossen, ${before} dir.`,
    canceled: (name, at, before) => `${name} hat diese Aufgabe um ${at} abgebrochen, ${before} dir.`,
    moment: 'einen Augenblick vor',
    minute: 'eine Minute vor',
    span: (span) => `${span} vor`,
    kept: 'Was du eingegeben hast, steht unten, nichts wurde überschrieben.',
    nothing: 'Nichts wurde überschrieben.',
    somebody: 'Jemand',
  },

  next: {
    ifChosen: (choice) => `Bei „${choice}“`,
    always: 'Danach',
    sideBySide: 'Danach nebeneinander',
    whenJoined: 'Wenn die anderen fertig sind',
    byItself: (title) => `${title}, von selbst`,
    ends: (title) => (title === '' ? 'Ende' : `Ende: ${title}`),
    when: (question, answer) => (question === '' ? answer : `${question} ${answer}`),
    startAndContinue: 'Beginnen und weiter',
    completeAndNext: 'Abschließen und weiter',
    reassign: 'Anders zuweisen',
    place: (n, of) => `${n} von ${of}`,
    previousTask: 'Vorige Aufgabe',
    nextTask: 'Nächste Aufgabe',
    allDone: 'Sonst wartet nichts auf dich.',
  },
}
