import type { Words } from '../../words.ts'

const gone =
  'Vielleicht gibt es das nicht mehr, oder du darfst es nicht sehen. Sieh in deine Listen, oder frage, wer dich hierher schickte.'
const nothing = 'Nichts wurde geändert.'

export const refusalWords: Words['refusals'] = {
  TASK_NOT_FOUND: { title: 'Diese Aufgabe ist nicht hier', detail: gone },
  PROCESS_NOT_FOUND: { title: 'Dieser Prozess ist nicht hier', detail: gone },
  FLOW_UNKNOWN: { title: 'Dieser Ablauf ist nicht hier', detail: 'Er wurde vielleicht umbenannt oder entfernt.' },
  NODE_UNKNOWN: { title: 'Dieser Schritt ist nicht hier', detail: 'Er wurde vielleicht umbenannt oder entfernt.' },
  NODE_NOT_STARTABLE: {
    title: 'Hier beginnt kein Prozess',
    detail: 'Unter „Prozess beginnen“ steht, was du beginnen darfst.',
  },
  START_NOT_OFFERED: { detail: 'Jemand anderes muss das beginnen.' },
  PERMISSION_MISSING: { title: 'Dazu fehlt dir das Recht.', detail: nothing },
  TASK_NOT_OFFERED: { title: 'Diese Aufgabe wird dir nicht angeboten.', detail: nothing },
  TASK_NOT_YOURS: { title: 'Diese Aufgabe hat jemand anderes.', detail: nothing },
  TASK_NOT_ASSIGNED: { title: 'Diese Aufgabe hat noch niemand.', detail: 'Übernimm sie zuerst.' },
  TASK_OBSOLETE: {
    title: 'Dieser Schritt gehört nicht mehr zum Ablauf.',
    detail: 'Er kann verschoben oder abgebrochen werden.',
  },
  PROCESS_SUSPENDED: {
    title: 'Der Prozess ist angehalten.',
    detail: `Nichts bewegt sich in ihm, bis er fortgesetzt wird. ${nothing}`,
  },
  PROCESS_NOT_SUSPENDED: { title: 'Der Prozess ist nicht angehalten.', detail: nothing },
  PROCESS_ENDED: { title: 'Der Prozess ist beendet.', detail: nothing },
  CALLER_WAS_TOLD: { detail: `${nothing} Der aufrufende Prozess kann seinen Schritt noch einmal tun.` },
  ARTIFACT_GONE: {
    title: 'Der Datensatz, um den es geht, ist nicht mehr da.',
    detail: `${nothing} Wer den Ablauf verwaltet, kann diesen Schritt überspringen.`,
  },
  TASK_NOT_HUMAN: { title: 'An diesem Schritt arbeitet niemand: er geht von selbst weiter.', detail: nothing },
  COMMAND_UNFIT: { title: 'Das geht bei diesem Schritt nicht.', detail: nothing },
  TASK_FAILED: { detail: 'Wer den Ablauf verwaltet, muss ihn zuerst wiederholen, überspringen oder abbrechen.' },
  NOTE_MISSING: { title: 'Ein Grund fehlt.', detail: 'Nenne ihn. Er bleibt im Verlauf.' },
  WAY_MISSING: { title: 'Von hier führen mehrere Wege weiter.', detail: 'Wähle, zu welchem Schritt.' },
  MOVE_NOWHERE: { title: 'Dorthin kann es nicht verschoben werden.', detail: 'Wähle einen anderen Schritt.' },
  SEND_BACK_NOWHERE: { detail: `Wähle einen anderen Schritt. ${nothing}` },
  ITEM_INVALID: { detail: `Berichtige, was du eingegeben hast. ${nothing}` },
  INCIDENT_NOT_FOUND: {
    title: 'Das ist nicht mehr hier',
    detail: 'Vielleicht hat sich inzwischen jemand darum gekümmert.',
  },
  FUNCTION_FAILED: { detail: `${nothing} Sage es denen, die diese Anwendung betreuen.` },
  FLOW_OLDER_THAN_PROCESS: {
    title: 'Dieser Prozess ist mit einer neueren Fassung seines Ablaufs weitergegangen.',
    detail: `${nothing} Versuche es in einer Weile noch einmal.`,
  },
  REQUEST_NOT_IDENTIFIED: { detail: 'Melde dich an und versuche es noch einmal.' },
  REQUEST_INVALID: { detail: `Berichtige, was du eingegeben hast. ${nothing}` },
}
