import type { Words } from '../../words.ts'
import { count } from './counting.ts'

export const cancelWords: Words['cancel'] = {
  title: (number) => `Prozess #${number} abbrechen?`,
  ends: 'Beendet',
  cancels: 'Bricht ab',
  keeps: 'Behält',
  cancelsWhat: (titles, called) => {
    const tasks =
      titles.length === 0 ? 'keine Aufgabe' : `${count(titles.length, 'Aufgabe', 'Aufgaben')}: ${titles.join(', ')}`
    return called === 0 ? tasks : `${tasks}; und ${count(called, 'Prozess, den er', 'Prozesse, die er')} aufgerufen hat`
  },
  keepsWhat: (n) =>
    n === 0 ? 'den ganzen Verlauf' : `${count(n, 'erledigte Aufgabe', 'erledigte Aufgaben')} und den ganzen Verlauf`,
  reason: 'Grund',
  reasonHint: 'Alle, die den Prozess sehen dürfen, können ihn lesen.',
  keep: 'Offen lassen',
  act: 'Prozess abbrechen',
  done: (number) => `Abgebrochen: Prozess #${number}.`,
}

export const processCommandWords: Words['processCommand'] = {
  suspend: {
    menu: 'Anhalten…',
    title: (number) => `Prozess #${number} anhalten?`,
    text: 'Nichts bewegt sich in ihm, bis er fortgesetzt wird. Fristen, Nachrichten und Ergebnisse, die inzwischen kommen, werden aufgehoben.',
    act: 'Anhalten',
    keep: 'Laufen lassen',
    done: (number) => `Angehalten: Prozess #${number}.`,
  },
  resume: {
    menu: 'Fortsetzen',
    act: 'Fortsetzen',
    done: (number) => `Fortgesetzt: Prozess #${number}.`,
  },
}
