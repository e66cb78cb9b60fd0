/**
 * What a reader is told where the server's own words are meant for developers: what happened, where that needs other
 * words, and what to do about it. Codes that are not here are told as the server says them. A text may name what the
 * refusal names, as `{owner}`; a part in square brackets is left out where that is not known.
 */
export interface RefusalWords {
  readonly title?: string
  readonly detail: string
}

const gone = 'It may be gone, or you may not see it. Look in your lists, or ask who sent you here.'
const later = 'Nothing was changed. Try again in a while.'

export const refusalWords: Readonly<Record<string, RefusalWords>> = {
  TASK_NOT_FOUND: { title: 'This task is not here', detail: gone },
  PROCESS_NOT_FOUND: { title: 'This process is not here', detail: gone },
  FLOW_UNKNOWN: { title: 'This flow is not here', detail: 'It may have been renamed, or removed.' },
  NODE_UNKNOWN: { title: 'This step is not here', detail: 'It may have been renamed, or removed from its flow.' },
  NODE_NOT_STARTABLE: { title: 'No process starts here', detail: 'See under “Start a process” what you may start.' },
  START_NOT_OFFERED: { detail: 'Somebody else has to start it.' },
  TASK_NOT_ASSIGNED: { detail: 'Take it first.' },
  TASK_OBSOLETE: {
    title: 'This step is not part of the flow any more.',
    detail: 'It can be moved to another step or canceled.',
  },
  PROCESS_SUSPENDED: {
    title: 'The process is suspended.',
    detail: 'Nothing moves in it until it is resumed. Nothing was changed.',
  },
  PROCESS_NOT_SUSPENDED: { title: 'The process is not suspended.', detail: 'Nothing was changed.' },
  PROCESS_ENDED: { title: 'The process has ended.', detail: 'Nothing was changed.' },
  CALLER_WAS_TOLD: { detail: 'Nothing was changed. The calling process can do its step again.' },
  ARTIFACT_GONE: {
    title: 'The record that this is about is no longer there.',
    detail: 'Nothing was changed. Somebody who manages the flow can skip this step.',
  },
  TASK_NOT_HUMAN: { title: 'Nobody works on this step: it goes on by itself.', detail: 'Nothing was changed.' },
  COMMAND_UNFIT: { title: 'This cannot be done with this step.', detail: 'Nothing was changed.' },
  TASK_FAILED: { detail: 'Somebody who manages the flow has to try it again, skip it or cancel it first.' },
  NOTE_MISSING: { title: 'A reason is missing.', detail: 'Say why. It stays in the history.' },
  WAY_MISSING: { title: 'Several ways lead on from here.', detail: 'Choose to which step.' },
  MOVE_NOWHERE: { title: 'It cannot be moved there.', detail: 'Choose another step.' },
  SEND_BACK_NOWHERE: { detail: 'Choose another step. Nothing was changed.' },
  ITEM_INVALID: { detail: 'Correct what you entered. Nothing was changed.' },
  INCIDENT_NOT_FOUND: { title: 'It is not here any more', detail: 'Somebody may have dealt with it meanwhile.' },
  PERMISSION_MISSING: { title: 'For this you need the right “{permission}”.', detail: 'Ask for it.' },
  INPUT_INVALID: { title: 'Something that was entered does not fit.', detail: 'Correct it; nothing has been stored.' },
  ASSIGNEE_MISSING: { detail: 'Choose who gets it.' },
  UNDO_LATER_FIRST: { detail: 'Undo “{later}” first: newest first.' },
  NOT_UNDER_WAY: { detail: 'Nothing was changed.' },
  USERS_MISSING: { title: 'There is no directory of people here.', detail: 'Enter the id of the user.' },
  REQUEST_BROKEN_OFF: { title: 'The connection broke off.', detail: 'Try again.' },
  REQUEST_TOO_LARGE: { title: 'That is too much at once.', detail: 'Send less.' },
  REQUEST_CROSS_ORIGIN: {
    title: 'Nothing can be changed from this address.',
    detail: 'Open the desk at its own address.',
  },
  CURSOR_INVALID: { title: 'This page of the list is not here any more.', detail: 'Begin with the first page.' },
  STORE_UNREACHABLE: { title: 'The database does not answer.', detail: later },
  STORE_NOT_MIGRATED: { title: 'The database is not ready yet.', detail: later },
  STORE_TOO_NEW: { title: 'The server is being updated.', detail: later },
  STORE_CLOSED: { title: 'The server is about to stop.', detail: later },
  SERVER_STOPPING: { title: 'The server is about to stop.', detail: later },
  TX_RETRY: { title: 'Two did something at once.', detail: 'Nothing was changed. Try again.' },
  FUNCTION_TOO_SLOW: {
    title: 'A step took too long.',
    detail: 'Nothing was changed. Tell who looks after this application.',
  },
  FUNCTION_FAILED: { detail: 'Nothing was changed. Tell who looks after this application.' },
  FLOW_OLDER_THAN_PROCESS: {
    title: 'This process has gone on with a newer version of its flow.',
    detail: 'Nothing was changed. Try again in a while.',
  },
  REQUEST_NOT_IDENTIFIED: { detail: 'Sign in, then try again.' },
  REQUEST_INVALID: { detail: 'Correct what you entered. Nothing was changed.' },
}
