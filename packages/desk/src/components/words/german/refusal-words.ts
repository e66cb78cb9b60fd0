import type { Words } from '../../words.ts'

const gone =
  'Vielleicht gibt es das nicht mehr, oder du darfst es nicht sehen. Sieh in deine Listen, oder frage, wer dich hierher schickte.'
const nothing = 'Nichts wurde geändert.'
const later = `${nothing} Versuche es in einer Weile noch einmal.`

export const refusalWords: Words['refusals'] = {
  TASK_NOT_FOUND: { title: 'Diese Aufgabe ist nicht hier', detail: gone },
  PROCESS_NOT_FOUND: { title: 'Dieser Prozess ist nicht hier', detail: gone },
  FLOW_UNKNOWN: { title: 'Dieser Ablauf ist nicht hier', detail: 'Er wurde vielleicht umbenannt oder entfernt.' },
  NODE_UNKNOWN: { title: 'Dieser Schritt ist nicht hier', detail: 'Er wurde vielleicht umbenannt oder entfernt.' },
  NODE_NOT_STARTABLE: {
    title: 'Hier beginnt kein Prozess',
    detail: 'Unter „Prozess beginnen“ steht, was du beginnen darfst.',
  },
  START_NOT_OFFERED: { title: 'Das darfst du nicht beginnen.', detail: 'Jemand anderes muss das beginnen.' },
  PERMISSION_MISSING: { title: 'Dazu fehlt dir das Recht „{permission}“.', detail: 'Bitte um dieses Recht.' },
  TASK_NOT_OFFERED: {
    title: 'Du darfst „{title}“ sehen, aber nicht übernehmen: die Aufgabe wird anderen angeboten.',
    detail: 'Frage jemanden von ihnen, oder bitte um das Recht.',
  },
  TASK_NOT_YOURS: {
    title: 'Du darfst „{title}“ sehen, aber die Aufgabe hat {owner}.',
    detail: 'Bitte darum, sie zurückzugeben.',
  },
  TASK_EXCEPTED: {
    title: 'Von „{title}“ ausgenommen[: {user}].',
    detail: 'Hier muss jemand anderes entscheiden.',
  },
  TASK_NOT_ASSIGNED: { title: '„{title}“ hat noch niemand übernommen.', detail: 'Übernimm die Aufgabe zuerst.' },
  TASK_ALREADY_ASSIGNED: {
    title: '{owner} hat „{title}“ übernommen[: {at}].',
    detail: 'Bitte darum, sie zurückzugeben, oder wähle eine andere Aufgabe.',
  },
  TASK_ALREADY_YOURS: { title: '„{title}“ hast du schon[ seit {at}].', detail: 'Öffne die Aufgabe in deinem Eingang.' },
  TASK_ENDED: {
    title: '„{title}“ ist nicht mehr offen[: {who}][, {at}].',
    detail: 'Nichts wurde überschrieben. Sieh im Prozess nach, wie es weiterging.',
  },
  TASK_OBSOLETE: {
    title: 'Dieser Schritt gehört nicht mehr zum Ablauf.',
    detail: 'Er kann verschoben oder abgebrochen werden.',
  },
  PROCESS_SUSPENDED: {
    title: 'Der Prozess ist angehalten[ seit {at}].',
    detail: `Nichts bewegt sich in ihm, bis er fortgesetzt wird. ${nothing}`,
  },
  PROCESS_NOT_SUSPENDED: { title: 'Der Prozess ist nicht angehalten.', detail: nothing },
  PROCESS_ENDED: { title: 'Der Prozess ist beendet[ seit {at}].', detail: nothing },
  CALLER_WAS_TOLD: {
    title: '„{title}“ kann nicht rückgängig gemacht werden: dem aufrufenden Prozess wurde das Ende schon gemeldet.',
    detail: `${nothing} Der aufrufende Prozess kann seinen Schritt noch einmal tun.`,
  },
  ARTIFACT_GONE: {
    title: 'Der Datensatz, um den es geht, ist nicht mehr da.',
    detail: `${nothing} Wer den Ablauf verwaltet, kann diesen Schritt überspringen.`,
  },
  TASK_NOT_HUMAN: { title: 'An diesem Schritt arbeitet niemand: er geht von selbst weiter.', detail: nothing },
  COMMAND_UNFIT: { title: 'Das geht bei diesem Schritt nicht.', detail: nothing },
  TASK_FAILED: {
    title: '„{title}“ ist fehlgeschlagen[: {message}]',
    detail: 'Wer den Ablauf verwaltet, muss ihn zuerst wiederholen, überspringen oder abbrechen.',
  },
  NOTE_MISSING: { title: 'Ein Grund fehlt.', detail: 'Nenne ihn. Er bleibt im Verlauf.' },
  WAY_MISSING: { title: 'Von hier führen mehrere Wege weiter.', detail: 'Wähle, zu welchem Schritt.' },
  MOVE_NOWHERE: { title: 'Dorthin kann es nicht verschoben werden.', detail: 'Wähle einen anderen Schritt.' },
  SEND_BACK_NOWHERE: {
    title: '„{title}“ kann dorthin nicht zurückgegeben werden.',
    detail: `Wähle einen anderen Schritt. ${nothing}`,
  },
  ITEM_INVALID: { title: 'Was du hinzufügst, passt nicht.', detail: `Berichtige, was du eingegeben hast. ${nothing}` },
  INCIDENT_NOT_FOUND: {
    title: 'Das ist nicht mehr hier',
    detail: 'Vielleicht hat sich inzwischen jemand darum gekümmert.',
  },
  FUNCTION_FAILED: {
    title: 'Ein Schritt ist fehlgeschlagen[: {message}]',
    detail: `${nothing} Sage es denen, die diese Anwendung betreuen.`,
  },
  FLOW_OLDER_THAN_PROCESS: {
    title: 'Dieser Prozess ist mit einer neueren Fassung seines Ablaufs weitergegangen.',
    detail: later,
  },
  REQUEST_NOT_IDENTIFIED: { title: 'Du bist nicht angemeldet.', detail: 'Melde dich an und versuche es noch einmal.' },
  REQUEST_INVALID: { title: 'Die Eingabe passt nicht.', detail: `Berichtige, was du eingegeben hast. ${nothing}` },
  INPUT_INVALID: {
    title: 'Etwas von dem Eingegebenen passt nicht.',
    detail: 'Berichtige es; nichts wurde gespeichert.',
  },
  ASSIGNEE_MISSING: { title: 'Niemand ist genannt, der „{title}“ bekommt.', detail: 'Wähle, wer die Aufgabe bekommt.' },
  MILESTONE_NOT_REACHED: {
    title: '„{title}“ geht jetzt nicht: der Prozess steht nicht an der Stelle dafür.',
    detail: `${nothing} Sieh im Prozess nach: es ist vielleicht zu früh oder zu spät.`,
  },
  MUTEX_TAKEN: {
    title: '„{title}“ muss warten, solange „{other}“ im Gang ist[: {who}].',
    detail: 'Übernimm die Aufgabe, wenn das erledigt ist.',
  },
  NOT_UNDER_WAY: { title: '„{title}“ ist nicht mehr im Gang: alle Zweige sind am Ende.', detail: nothing },
  BRANCH_CLOSED: {
    title: '„{title}“ stand in einem Zweig, ohne den es schon weiterging.',
    detail: 'Mache zuerst die Zusammenführung rückgängig, oder beginne einen anderen Prozess.',
  },
  TASK_NOT_REVIVABLE: { title: '„{title}“ kann nicht wieder geöffnet werden.', detail: nothing },
  UNDO_LATER_FIRST: {
    title: '„{title}“ kann nicht rückgängig gemacht werden, solange „{later}“ erledigt ist.',
    detail: 'Mache zuerst „{later}“ rückgängig: das Neueste zuerst.',
  },
  TASK_NOT_DONE: { title: '„{title}“ ist nicht erledigt: es gibt nichts rückgängig zu machen.', detail: nothing },
  TASK_NOT_FAILED: { title: '„{title}“ ist nicht fehlgeschlagen: es gibt nichts zu wiederholen.', detail: nothing },
  PROCESS_OF_OTHER_FLOW: { title: 'Dieser Prozess gehört zu einem anderen Ablauf.', detail: nothing },
  TASK_OF_OTHER_FLOW: { title: 'Diese Aufgabe gehört zu einem anderen Ablauf.', detail: nothing },
  TASK_OF_OTHER_NODE: { title: 'Diese Aufgabe steht an einem anderen Schritt.', detail: nothing },
  HANDLE_NOT_WAITING: { title: 'Darauf wartet hier nichts.', detail: nothing },
  HANDLE_AMBIGUOUS: { title: 'Mehrere Aufgaben warten darauf.', detail: nothing },
  COMMAND_UNKNOWN: { title: 'Das kann hier niemand tun.', detail: nothing },
  ROUTE_UNKNOWN: { title: 'Hier antwortet nichts.', detail: 'Lade die Seite neu.' },
  USERS_MISSING: { title: 'Hier gibt es kein Verzeichnis der Personen.', detail: 'Gib die Kennung der Person ein.' },
  PUBLISHING_NOT_ALLOWED: { title: 'Das darfst du nicht senden.', detail: nothing },
  REQUEST_NOT_JSON: { title: 'Die Anfrage kam nicht richtig an.', detail: `${nothing} Lade die Seite neu.` },
  REQUEST_BROKEN_OFF: { title: 'Die Verbindung ist abgebrochen.', detail: 'Versuche es noch einmal.' },
  REQUEST_TOO_LARGE: { title: 'Das ist zu viel auf einmal.', detail: 'Sende weniger.' },
  REQUEST_CROSS_ORIGIN: {
    title: 'Von dieser Adresse aus kann nichts geändert werden.',
    detail: 'Öffne den Arbeitsplatz unter seiner eigenen Adresse.',
  },
  CURSOR_INVALID: { title: 'Diese Seite der Liste gibt es nicht mehr.', detail: 'Beginne mit der ersten Seite.' },
  LIMIT_INVALID: { title: 'So viele auf einmal gehen nicht.', detail: 'Lade die Seite neu.' },
  FILTER_UNKNOWN: { title: 'Danach kann nicht gefiltert werden.', detail: 'Nimm einen anderen Filter.' },
  FILTER_INVALID: { title: 'Ein Filter hat einen Wert, der nicht passt.', detail: 'Nimm einen anderen Filter.' },
  STORE_BUSY: { title: 'Die Datenbank war zu lange belegt.', detail: `${nothing} Versuche es noch einmal.` },
  STORE_UNREACHABLE: { title: 'Die Datenbank antwortet nicht.', detail: later },
  STORE_NOT_MIGRATED: { title: 'Die Datenbank ist noch nicht bereit.', detail: later },
  STORE_TOO_NEW: { title: 'Der Server wird gerade erneuert.', detail: later },
  STORE_CLOSED: { title: 'Der Server hört gleich auf.', detail: later },
  JOB_QUEUE_UNAVAILABLE: { title: 'Die Hintergrundarbeit kann gerade nichts annehmen.', detail: `${nothing} ${later}` },
  LIVE_TOO_MANY: {
    title: 'Zu viele Fenster schauen zugleich zu.',
    detail: 'Schließe einige davon; dieses hier bleibt benutzbar und sieht in Abständen nach.',
  },
  SERVER_STOPPING: { title: 'Der Server hört gleich auf.', detail: later },
  TX_RETRY: { title: 'Zwei haben zugleich etwas getan.', detail: `${nothing} Versuche es noch einmal.` },
  FUNCTION_TOO_SLOW: {
    title: 'Ein Schritt hat zu lange gebraucht.',
    detail: `${nothing} Sage es denen, die diese Anwendung betreuen.`,
  },
  IDEMPOTENCY_KEY_TAKEN: { title: 'Das wird gerade schon getan.', detail: 'Versuche es gleich noch einmal.' },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'Unter diesem Schlüssel wurde schon etwas anderes verlangt.',
    detail: `${nothing} Lade die Seite neu.`,
  },
  SERVER_FAILED: {
    title: 'Der Server ist gescheitert; was du wolltest, ist nicht geschehen.',
    detail: 'Versuche es noch einmal. Warum, steht im Protokoll des Servers.',
  },
}
