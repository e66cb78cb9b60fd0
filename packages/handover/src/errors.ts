/**
 * The registry of everything that Handover refuses. One entry says the offending value with its place, then the next
 * step; each code has a page `docs/reference/errors/<CODE>.md`. Long because it is one table.
 */
type Details = Record<string, any>
interface Entry {
  readonly says: (d: Details) => string
  readonly next: (d: Details) => string
}
const entry = (says: Entry['says'], next: Entry['next'] | string): Entry => ({
  says,
  next: typeof next === 'string' ? () => next : next,
})
const near = (d: Details, otherwise: string) => (d['near'] ? `Did you mean '${d['near']}'?` : otherwise)
const at = (d: Details) => `Flow '${d['flow']}': '${d['node']}'`
const process = (d: Details) => `process #${d['number']} of flow '${d['flow']}'`
const waitsAt = (open: readonly string[]) =>
  open.length === 0 ? 'nothing waits there any more' : `it waits at ${open.join(', ')}`

const registry = {
  // Definitions
  FLOW_INVALID: entry(
    (d) => `Flow '${d['flow']}' has ${count(d['problems'].length, 'problem')}:\n${listed(d['problems'])}`,
    'Correct each of them; a flow is only defined when none is left.',
  ),
  FLOW_BAD_NAME: entry(
    (d) => `The flow's name ${quoted(d['name'])} is not usable.`,
    "Start with a small letter and go on with letters, digits and single '-', such as 'leave-request'.",
  ),
  FLOW_BAD_VERSION: entry(
    (d) => `Flow '${d['flow']}': the version ${quoted(d['version'])} is not a whole number above 0.`,
    'Count versions 1, 2, 3, …',
  ),
  FLOW_BAD_ICON: entry(
    (d) => `Flow '${d['flow']}': there is no icon ${quoted(d['icon'])}.`,
    (d) => near(d, `Choose one of ${d['known']}.`),
  ),
  FLOW_NODE_BAD_NAME: entry(
    (d) => `${at(d)} is not a usable node name.`,
    "Use camelCase with letters and digits, such as 'askManager'.",
  ),
  FLOW_NOT_A_NODE: entry(
    (d) => `${at(d)} is ${quoted(d['value'])}, not a node.`,
    'Make nodes with the kinds that `nodes: (n) => …` receives, such as n.view({ … }).',
  ),
  FLOW_NOT_DEFINED: entry(
    (d) => `${quoted(d['flow'])} is not a flow that flow() made.`,
    'Define it with flow(name, { data, nodes }) and pass what that returns.',
  ),
  FLOW_UNKNOWN_NODE: entry(
    (d) => `${at(d)} ${d['how'] ?? 'leads to'} '${d['target']}', which does not exist.`,
    (d) => near(d, `Declare a node '${d['target']}' or correct the ${d['how'] ? 'name' : 'target'}.`),
  ),
  FLOW_UNREACHABLE_NODE: entry(
    (d) => `${at(d)} can never be reached from a start${d['before'] ? `, although '${d['before']}' leads to it` : ''}.`,
    (d) =>
      d['before']
        ? 'Before a token can come there, it is withdrawn or the process has ended: change that, or remove the edge.'
        : 'Lead an edge to it, or remove it.',
  ),
  FLOW_NO_START: entry(
    (d) => `Flow '${d['flow']}' has no start.`,
    'Add a node made with n.start({ fields }) or n.startHandle(schema, fill).',
  ),
  FLOW_START_HAS_ENTRY: entry(
    (d) => `${at(d)} leads to '${d['target']}', which is a start.`,
    'Lead the edge to the node after the start.',
  ),
  FLOW_IF_INCOMPLETE: entry(
    (d) => `${at(d)} is an if without ${d['missing']}.`,
    (d) => `Say where it leads: .${d['missing']}('…').`,
  ),
  FLOW_IF_DOUBLE: entry(
    (d) => `${at(d)} is an if with ${d['times']} ways for ${d['way']}.`,
    (d) => `Keep one .${d['way']}('…'); use n.switch() for more ways.`,
  ),
  FLOW_SWITCH_NO_OTHERWISE: entry(
    (d) => `${at(d)} is a switch without otherwise.`,
    "Say where to go when no case holds: .otherwise('…').",
  ),
  FLOW_SWITCH_DOUBLE: entry(
    (d) => `${at(d)} is a switch with ${d['times']} ways for otherwise.`,
    'Keep one .otherwise(…).',
  ),
  FLOW_SPLIT_ONE_BRANCH: entry(
    (d) => `${at(d)} is a split with ${count(d['branches'], 'branch', 'branches')}.`,
    "Give it two or more: .next('…').next('…'), or lead straight on.",
  ),
  FLOW_DEAD_END: entry(
    (d) => `${at(d)} leads nowhere and is no end.`,
    "Say where it goes: .next('…'), or make it n.end().",
  ),
  FLOW_END_LEADS_ON: entry(
    (d) => `${at(d)} leads on to '${d['target']}', but is of the kind '${d['kind']}', at which paths end.`,
    "Remove the .next('…'), or put a node of another kind in its place.",
  ),
  FLOW_TOO_MANY_EXITS: entry(
    (d) => `${at(d)} has ${d['edges']} ways on, but a ${d['kind']} has one.`,
    'Put a split after it for parallel branches, or an if or a switch to choose.',
  ),
  FLOW_PATH_NEVER_ENDS: entry(
    (d) => `${at(d)} starts a path that never reaches an end: ${d['path']}.`,
    'Lead one of these nodes to an end, or add n.end().',
  ),
  FLOW_JOIN_WITHOUT_SPLIT: entry(
    (d) => `${at(d)} is a join, but no split leads to it.`,
    'Remove the join, or put a split before it.',
  ),
  FLOW_JOIN_UNKNOWN_SPLIT: entry(
    (d) =>
      `${at(d)} is a join of '${d['split']}', which ${d['isSplit'] ? 'never leads to it' : 'is no split of this flow'}.`,
    (d) => near(d, 'Name a split that leads to it.'),
  ),
  FLOW_JOIN_AMBIGUOUS: entry(
    (d) => `${at(d)} is a join that can be read in two ways: it is reached over ${d['one']} and over ${d['other']}.`,
    (d) => `Say which split it closes: n.join({ of: '${d['split']}' }).`,
  ),
  FLOW_LOOP_LEAVES_SPLIT: entry(
    (d) =>
      `${at(d)} leads back to '${d['target']}' out of the open split '${d['split']}' and leaves its other branches behind: ${d['path']}.`,
    (d) => `Join the branches first, or withdraw them: .next('${d['target']}', { siblings: 'cancel' }).`,
  ),
  FLOW_DEADLOCK: entry(
    (d) => `${at(d)} can wait for ever: after ${d['path']}, ${d['reason']}.`,
    (d) => d['advice'],
  ),
  FLOW_JOIN_NEVER_FIRES: entry(
    (d) => `${at(d)} is a join that never goes on: after ${d['path']}, ${d['reason']}.`,
    'Let all its branches run side by side and come to it, or remove the join.',
  ),
  FLOW_NO_WAY_OUT: entry(
    (d) =>
      `${at(d)} turns for ever: after ${d['path']} no end can be reached any more, whatever happens: ${d['loop']}.`,
    'Lead a path out of the loop, or let something in it wait.',
  ),
  FLOW_DATA_NOT_STORABLE: entry(
    (d) => `Flow '${d['flow']}': the data's '${d['path']}' (${d['type']}) cannot be stored as JSON and read back.`,
    (d) => d['advice'],
  ),
  FLOW_DATA_NOT_OBJECT: entry(
    (d) => `Flow '${d['flow']}': data is ${quoted(d['value'])}, not a zod object.`,
    'Write data: z.object({ … }), with zod 4.',
  ),
  FLOW_UNKNOWN_FIELD: entry(
    (d) => `${at(d)} asks for the field '${d['field']}', which ${d['of'] ?? 'the data'} does not have.`,
    (d) => near(d, `Add '${d['field']}' to ${d['of'] ?? 'the data'}, or remove it from fields.`),
  ),
  FLOW_START_INCOMPLETE: entry(
    (d) => `${at(d)} leaves '${d['field']}' empty, which the data needs from the first commit on.`,
    'Name it in fields, or give it .optional() or .default().',
  ),
  FLOW_BAD_DURATION: entry(
    (d) => `${at(d)} has the duration ${quoted(d['value'])}, which cannot be read.`,
    "Write a number and a unit, such as '3 days', '45 min' or '1 h 30 min', or ISO 8601 such as 'P1M'.",
  ),
  FLOW_BAD_OPTION: entry(
    (d) => `${at(d)}: ${stopped(d['problem'])}`,
    (d) => d['advice'],
  ),
  FLOW_BAD_META: entry(
    (d) => `Flow '${d['flow']}': the field '${d['path']}'${d['node'] ? ` of '${d['node']}'` : ''} ${d['problem']}.`,
    (d) => d['advice'],
  ),
  FLOW_NAME_TAKEN: entry((d) => `Two flows are called '${d['flow']}'.`, 'Rename one of them.'),
  FLOW_UNKNOWN: entry(
    (d) => `There is no flow '${d['flow']}' here.`,
    (d) => near(d, 'Name it in flows: [ … ] of createHandover, or of defineConfig.'),
  ),
  FLOW_NEWER_RECORDED: entry(
    (d) =>
      `Flow '${d['flow']}' is version ${d['version']} here, but version ${d['recorded']} is recorded in this database.`,
    'Deploy the newer definition, or raise the version of this one.',
  ),
  FLOW_VERSION_REUSED: entry(
    (d) => `Flow '${d['flow']}' changed, but is still version ${d['version']}.`,
    (d) => `Set version: ${d['version'] + 1} so that processes show what they started with.`,
  ),

  // Commands
  NODE_UNKNOWN: entry(
    (d) => `Flow '${d['flow']}' has no node '${d['node']}'.`,
    (d) => near(d, `Its nodes are ${d['known']}.`),
  ),
  NODE_NOT_STARTABLE: entry(
    (d) => `${at(d)} is a ${d['kind']}; a process cannot start there.`,
    (d) => `Start at one of: ${d['starts']}.`,
  ),
  TASK_NOT_FOUND: entry(
    (d) => `There is no task ${quoted(d['task'])}, or you may not see it.`,
    'Take the id from a list of tasks; it may belong to another database.',
  ),
  PROCESS_NOT_FOUND: entry(
    (d) => `There is no process ${quoted(d['process'])}, or you may not see it.`,
    'Take the id from a list of processes; it may belong to another database.',
  ),
  PROCESS_OF_OTHER_FLOW: entry(
    (d) => `Process '${d['process']}' belongs to flow '${d['actual']}', not to '${d['flow']}'.`,
    (d) => `Ask for it with the flow '${d['actual']}'.`,
  ),
  TASK_OF_OTHER_FLOW: entry(
    (d) => `Task '${d['task']}' belongs to flow '${d['actual']}', not to '${d['flow']}'.`,
    (d) => `Complete it with the flow '${d['actual']}'.`,
  ),
  TASK_OF_OTHER_NODE: entry(
    (d) => `Task '${d['task']}' stands at '${d['actual']}', not at '${d['node']}'.`,
    (d) => `Complete it as '${d['actual']}'.`,
  ),
  TASK_NOT_HUMAN: entry(
    (d) => `Task '${d['task']}' (${d['title']}) is a ${d['kind']}; '${d['command']}' is for tasks that people work on.`,
    'Choose a task from the inbox or the queue.',
  ),
  TASK_NOT_ASSIGNED: entry(
    (d) => `Nobody has taken '${d['title']}' yet, so it cannot be ${d['deed']}.`,
    'Take it first with the command assign.',
  ),
  TASK_ALREADY_ASSIGNED: entry(
    (d) => `${d['owner']} took '${d['title']}' at ${d['at']}.`,
    'Ask for it to be given back, or choose another task.',
  ),
  TASK_ALREADY_YOURS: entry((d) => `'${d['title']}' is already yours since ${d['at']}.`, 'Open it in your inbox.'),
  TASK_ENDED: entry(
    (d) => `${d['who']} ${d['deed']} '${d['title']}'${d['at'] ? ` at ${d['at']}` : ''}.`,
    'Nothing was overwritten. Open the process to see how it went on.',
  ),
  TASK_NOT_YOURS: entry(
    (d) => `You may see '${d['title']}', but it is ${d['owner']}'s task.`,
    (d) => `Ask ${d['owner']} to give it back.`,
  ),
  TASK_NOT_OFFERED: entry(
    (d) => `You may see '${d['title']}', but not take it: it is offered to ${d['audience']}.`,
    'Ask somebody of them, or ask for the right.',
  ),
  TASK_EXCEPTED: entry(
    (d) =>
      d['user']
        ? `'${d['user']}' is excepted from '${d['title']}'.`
        : `You may see '${d['title']}', but you are excepted from it.`,
    'Somebody else has to decide here.',
  ),
  PERMISSION_MISSING: entry(
    (d) => `${d['deed']} needs the right '${d['permission']}', which ${d['actor']} does not have.`,
    'Ask for the right.',
  ),
  HANDLE_NOT_WAITING: entry(
    (d) => `${at(d)} has no open task in ${process(d)}; ${waitsAt(d['waiting'])}.`,
    'Run it when the process has come there; nothing was changed.',
  ),
  HANDLE_AMBIGUOUS: entry(
    (d) => `${at(d)} has ${d['tasks'].length} open tasks in ${process(d)}: ${d['tasks'].join(', ')}.`,
    'Say which one is meant: { task: id }.',
  ),
  PROCESS_SUSPENDED: entry(
    (d) => `${sentence(process(d))} is suspended since ${d['at']}.`,
    'Resume it first; nothing was changed.',
  ),
  PROCESS_NOT_SUSPENDED: entry(
    (d) => `${sentence(process(d))} is not suspended.`,
    'It is running already; nothing was changed.',
  ),
  START_NOT_OFFERED: entry(
    (d) => `${d['deed']} is not offered to ${d['actor']}.`,
    'Somebody else has to start it; the start says who may with .available(…).',
  ),
  TASK_OBSOLETE: entry(
    (d) => `'${d['title']}' stands at '${d['node']}', which is not part of its flow any more.`,
    "Cancel it, or move it to a node that exists: task.do('move', { to }).",
  ),
  COMMAND_UNFIT: entry(
    (d) => `'${d['title']}' is a ${d['kind']}; it cannot be given the command '${d['command']}'.`,
    'Ask task.can(command, actor) what may be done with it.',
  ),
  TASK_FAILED: entry(
    (d) => `'${d['title']}' has failed: ${d['message']}`,
    'An operator has to retry, skip or cancel it first.',
  ),
  TASK_NOT_FAILED: entry(
    (d) => `'${d['title']}' is ${d['status']}, so there is nothing to retry.`,
    'Only a task in error can be retried.',
  ),
  TASK_NOT_DONE: entry(
    (d) => `'${d['title']}' is ${d['status']}, so there is nothing to undo.`,
    'Only a task that is done can be undone.',
  ),
  UNDO_LATER_FIRST: entry(
    (d) => `'${d['title']}' cannot be undone while '${d['later']}', which came later, is done.`,
    (d) => `Undo '${d['later']}' first: newest first.`,
  ),
  TASK_NOT_REVIVABLE: entry(
    (d) => `'${d['title']}' is ${d['status']}${d['reason'] ? ` (${d['reason']})` : ''} and cannot be revived.`,
    'A task can be revived that failed, was undone, or was canceled by hand.',
  ),
  BRANCH_CLOSED: entry(
    (d) => `'${d['title']}' stood in a branch that has been joined without it.`,
    'Undo the join first, or start another process.',
  ),
  CALLER_WAS_TOLD: entry(
    (d) => `'${d['title']}' cannot be undone: process #${d['number']} has ended, and who called it was told.`,
    'Undo or retry the subprocess in the calling process.',
  ),
  NOTE_MISSING: entry(
    (d) => `The command '${d['command']}' for '${d['title']}' needs a reason.`,
    "Say why: { note: '…' }. It is kept in the history.",
  ),
  SEND_BACK_NOWHERE: entry(
    (d) =>
      `'${d['title']}' cannot be sent back${d['to'] ? ` to '${d['to']}'` : ''}: nobody has worked there on the way to it.`,
    (d) =>
      near(
        d,
        d['known'] ? `Nodes that people work on are ${d['known']}.` : 'Cancel the process, or complete the task.',
      ),
  ),
  WAY_MISSING: entry(
    (d) =>
      `'${d['title']}' has several ways on; the command '${d['command']}' has to say which${d['to'] ? `, and '${d['to']}' is none of them` : ''}.`,
    (d) => near(d, `Name one of them: { to: … } with ${d['targets']}.`),
  ),
  MOVE_NOWHERE: entry(
    (d) => `'${d['title']}' cannot be moved to '${d['to']}'.`,
    (d) => near(d, `Nodes that it can be moved to are ${d['known']}.`),
  ),
  NOT_UNDER_WAY: entry(
    (d) => `'${d['title']}' is not under way any more: all of its branches have come to their end.`,
    'Nothing was changed. Add before the last branch is done.',
  ),
  MUTEX_TAKEN: entry(
    (d) =>
      `'${d['title']}' has to wait: ${d['who'] ? `${d['who']} is working on '${d['other']}'` : `'${d['other']}' is under way`}, and only one of them at a time.`,
    'Take it when that is done.',
  ),
  MILESTONE_NOT_REACHED: entry(
    (d) =>
      `'${d['title']}' cannot be done now: ${d['milestone'] ? `the process does not stand at ${d['milestone']}` : 'its milestone does not hold'}.`,
    'Nothing was changed. Look at the process: it may be too early, or too late.',
  ),
  TRIGGER_STALE: entry(
    (d) => `'${d['title']}' does not wait for this any more (${d['what']}).`,
    'Nothing was changed, and nothing is lost: the task has gone on.',
  ),
  ASSIGNEE_MISSING: entry(
    (d) => `Nobody is named who should get '${d['title']}'.`,
    "Name the user: { to: 'ben' }, or act as one: { by: actor }.",
  ),
  PROCESS_ENDED: entry(
    (d) => `${sentence(process(d))} is ${d['status']} since ${d['at']}.`,
    'Nothing was changed. Start another one if it is still needed.',
  ),
  FLOW_OLDER_THAN_PROCESS: entry(
    (d) =>
      `${sentence(process(d))} has gone on with a newer definition, and version ${d['version']} of the flow, which is here, does not understand it: ${d['why']}. Version ${d['recorded']} is recorded in this database.`,
    'Try again on a server that has the newer definition; nothing was changed.',
  ),
  COMMAND_UNKNOWN: entry(
    (d) => `There is no command ${quoted(d['command'])}.`,
    (d) => near(d, `Commands are ${d['known']}.`),
  ),
  INPUT_INVALID: entry(
    (d) => `${at(d)} refuses its input: ${issuesOf(d['issues'])}`,
    'Correct the named fields; nothing has been stored.',
  ),
  DATA_INVALID: entry(
    (d) => `${at(d)} left the data of ${process(d)} invalid: ${issuesOf(d['issues'])}`,
    'Correct the function; the whole action was rolled back.',
  ),
  DATA_UNREADABLE: entry(
    (d) => `The stored data of ${process(d)} no longer fits its schema: ${issuesOf(d['issues'])}`,
    'Make new keys .optional() or give them a .default(), or correct the stored value.',
  ),
  ITEM_INVALID: entry(
    (d) => `${at(d)} got an item in ${process(d)} that does not fit: ${issuesOf(d['issues'])}`,
    'Correct what `each`, a seed or the command add hands over; nothing has been stored.',
  ),
  ARTIFACT_GONE: entry(
    (d) =>
      d['id']
        ? `${at(d)} needs the ${d['artifact']} '${d['id']}' of ${process(d)}, which is not there any more.`
        : `${at(d)} needs a ${d['artifact']}, but ${process(d)} is about none.`,
    'Restore the record, or skip the task; nothing was changed.',
  ),
  ARTIFACT_UNKNOWN: entry(
    (d) => `${sentence(process(d))} is about a '${d['artifact']}', which is not known here.`,
    'Name it in artifacts: [ … ] of createHandover, or in a form of a flow.',
  ),
  FUNCTION_FAILED: entry(
    (d) => `${at(d)} failed in ${process(d)} (its ${d['about']} threw): ${stopped(d['message'])}`,
    'The whole action was rolled back. The cause says where it was thrown.',
  ),
  FUNCTION_TOO_SLOW: entry(
    (d) => `${at(d)} did not answer within ${d['seconds']} s in ${process(d)} (its ${d['about']}).`,
    'Do slow work outside the transaction, in a job; the whole action was rolled back.',
  ),
  RULE_ANSWER_INVALID: entry(
    (d) => `${at(d)}: its ${d['about']} answered ${quoted(d['value'])}.`,
    (d) => `Answer with ${d['expected']}.`,
  ),
  SPLIT_NO_BRANCH: entry(
    (d) => `${at(d)} started no branch in ${process(d)}: no condition held.`,
    'Add a branch without a condition.',
  ),
  FLOW_RUNAWAY: entry(
    (d) =>
      `${sentence(process(d))} took ${d['turns']} turns in one action without coming to rest, around ${d['cycle']}.`,
    'Let the loop pass a task that waits, or correct its condition; nothing was changed.',
  ),
  MOVE_INVALID: entry(
    (d) => `${at(d)}: its kind '${d['kind']}' answered with a move that cannot be made: ${stopped(d['problem'])}`,
    'Correct the kind.',
  ),

  // Visits and transactions
  VISIT_CLOSED: entry(
    (d) => `${at(d)} used visit.${d['member']} after its action had ended.`,
    'Await everything inside the function.',
  ),
  HANDOVER_INSIDE_VISIT: entry(
    (d) => `${at(d)} called handover.${d['member']} from inside its function, which would wait for itself.`,
    (d) => `Use visit.${d['member'] === 'start' ? 'start' : 'tx'} instead, or do it after the action.`,
  ),
  HANDOVER_INSIDE_TRANSACTION: entry(
    (d) =>
      `handover.${d['member']} was called inside handover.transaction without its transaction, and would wait for it.`,
    'Hand it in: { tx }.',
  ),
  TX_FOREIGN: entry(
    (d) => stopped(`The transaction handed in does not belong to this store${d['why'] ? `: ${d['why']}` : ''}`),
    (d) => d['advice'] ?? "Begin it with handover.transaction((tx) => …) or on the store's own database.",
  ),
  TX_RETRY: entry(
    (d) => `The database gave up the transaction: ${stopped(d['message'])}`,
    'Run the whole transaction again.',
  ),
  ALREADY_TAKEN: entry(
    () => 'What this action answers to is not there any more: somebody else was faster.',
    'Nothing was written. Go on with the next.',
  ),
  START_KEY_TAKEN: entry(
    (d) => `Flow '${d['flow']}': a process was started with the key ${quoted(d['key'])} before.`,
    'Take that process; nothing was written.',
  ),
  IDEMPOTENCY_KEY_TAKEN: entry(
    (d) => `Another command with the idempotency key ${quoted(d['key'])} was performed at the same moment.`,
    'Nothing was written. Give it again: it gets the answer that the other one got.',
  ),
  IDEMPOTENCY_KEY_REUSED: entry(
    (d) => `The idempotency key ${quoted(d['key'])} was used before, for something else.`,
    'Send the same again to repeat it, or take a new key for what is new.',
  ),
  STORE_BUSY: entry(
    (d) => `The database was held by another transaction for ${d['seconds']} s.`,
    'Try again; nothing was changed.',
  ),
  STORE_UNREACHABLE: entry(
    (d) => `The database at ${d['place']} cannot be reached: ${stopped(d['message'])}`,
    (d) =>
      String(d['place']).includes('://')
        ? 'Start it, or correct the address.'
        : 'Does its folder exist, and may this program write there?',
  ),
  STORE_NOT_MIGRATED: entry(
    (d) => `The database at ${d['place']} lacks ${count(d['missing'], 'migration')} of Handover.`,
    'Run `handover migrate`, or createHandover({ …, migrate: true }).',
  ),
  STORE_TOO_NEW: entry(
    (d) => `The database at ${d['place']} was migrated by a newer Handover (${d['migration']}).`,
    'Update the handover package on this server.',
  ),
  PACKAGE_MISSING: entry(
    (d) => `${quoted(d['neededBy'])} needs the package ${quoted(d['name'])}, which is not installed.`,
    (d) => `npm install ${d['name']}`,
  ),
  STORE_CLOSED: entry(() => 'The store is closed.', 'Create a new one; a closed store takes no work.'),
  CURSOR_INVALID: entry(
    (d) => `The cursor ${quoted(d['cursor'])} is not one that this list gave out.`,
    'Leave it out to begin with the first page.',
  ),
  LIMIT_INVALID: entry(
    (d) => `The limit ${quoted(d['limit'])} is not a whole number from 1 to ${d['most']}.`,
    'Leave it out for 25.',
  ),
  FILTER_UNKNOWN: entry(
    (d) => `The list cannot be filtered by ${quoted(d['filter'])}.`,
    (d) => near(d, `It can be filtered by ${d['known']}.`),
  ),
  FILTER_INVALID: entry(
    (d) => `The filter ${d['filter']} has the value ${quoted(d['value'])}.`,
    // A sentence of a schema stands for itself.
    (d) => (/^[A-Z]/.test(d['expected']) ? stopped(d['expected']) : `Use ${d['expected']}.`),
  ),

  // Background work
  JOB_TOO_SLOW: entry(
    (d) => `${at(d)} did not answer within its ${d['timeout']} in ${process(d)}.`,
    "It counts as failed. Raise the job's timeout, or let the body stop when its `signal` says so.",
  ),
  JOB_ABORTED: entry(
    (d) => `The job of task '${d['task']}' has to stop: ${stopped(d['why'])}`,
    'Stop the work; what the body answers or throws now is not used.',
  ),
  JOB_QUEUE_UNAVAILABLE: entry(
    (d) => `The queue of jobs ${quoted(d['queue'])} cannot be used: ${stopped(d['why'])}`,
    (d) => stopped(d['advice']),
  ),
  HOOK_UNKNOWN: entry(
    (d) => `There is no hook ${quoted(d['name'])} on this server.`,
    'Subscribe it at the start, handover.on(…, { name }, …), or drop what was to be told.',
  ),
  HOOK_TOO_SLOW: entry(
    (d) => `The hook ${quoted(d['name'])} did not answer within ${d['seconds']} s when told of '${d['event']}'.`,
    'Let the handler start a process or put the work into a job; it is told again.',
  ),
  WEBHOOK_FAILED: entry(
    (d) => `The webhook ${quoted(d['name'])} could not tell of '${d['event']}': ${stopped(d['why'])}`,
    'It is sent again, later each time; look at the receiver when it goes on.',
  ),
  WEBHOOK_GONE: entry(
    (d) => `The receiver of the webhook ${quoted(d['name'])} says that it is gone (410).`,
    'Correct its url and retry the incident, or remove the webhook and drop it.',
  ),
  WEBHOOK_UNKNOWN: entry(
    (d) => `There is no webhook ${quoted(d['name'])} on this server.`,
    'Name it in webhooks: [ … ] of createHandover on every server, or drop what was to be sent.',
  ),
  WEBHOOK_BUSY: entry(
    (d) => `${count(d['most'], 'webhook')} are being sent; ${quoted(d['name'])} waits for its turn.`,
    'Nothing has to be done: it is sent in a moment.',
  ),
  WEBHOOK_UNVERIFIED: entry(
    (d) => `The request is not one of our webhooks: ${stopped(d['why'])}`,
    'Answer with 400 and do nothing; if it was meant, compare the secrets and hand in the body as it came.',
  ),
  INCIDENT_NOT_FOUND: entry(
    (d) => `There is no incident ${quoted(d['incident'])}.`,
    'Take the id from handover.incidents.list(); somebody may have dealt with it meanwhile.',
  ),
  INCIDENT_UNFIT: entry(
    (d) => `${quoted(d['incident'])} is ${d['what']}; '${d['settlement']}' is not for that.`,
    (d) => `Give it ${d['can']}.`,
  ),

  // Testing
  TEST_NODE_NOT_WAITING: entry(
    (d) => `${at(d)} has no open task in ${process(d)}; ${waitsAt(d['waiting'])}.`,
    'Give the command where it waits, or look at `await process.longTrace()`.',
  ),
  TEST_NODE_WAITS_TWICE: entry(
    (d) => `${at(d)} has ${d['tasks'].length} open tasks in ${process(d)}: ${d['tasks'].join(', ')}.`,
    'Say which one is meant: { task: id }.',
  ),

  // HTTP, command line, setup
  REQUEST_NOT_IDENTIFIED: entry(
    () => 'Nobody is signed in.',
    'Sign in. For developers: hand identify(request) to createApi, answering with an actor.',
  ),
  REQUEST_CROSS_ORIGIN: entry(
    (d) => `A request from ${quoted(d['origin'])} may not change anything here.`,
    'Send it from the same origin, or name the origin in createApi({ origins: [ … ] }).',
  ),
  REQUEST_TOO_LARGE: entry((d) => `The body is larger than ${d['most']} bytes.`, 'Send less, or raise bodyLimit.'),
  REQUEST_BROKEN_OFF: entry(() => 'The request ended before its body had come.', 'Send it again.'),
  LIVE_TOO_MANY: entry(
    (d) => `${d['actor']} watches already in ${d['most']} windows.`,
    'Close some of them, or raise live.perActor of createApi.',
  ),
  REQUEST_NOT_JSON: entry(
    (d) => `The body is not JSON: ${stopped(d['message'])}`,
    "Send JSON with content-type 'application/json'.",
  ),
  REQUEST_INVALID: entry(
    (d) => `The request does not fit: ${issuesOf(d['issues'])}`,
    'See openapi.json for what this endpoint takes.',
  ),
  ROUTE_UNKNOWN: entry(
    (d) => `Nothing answers ${d['method']} ${d['path']}.`,
    (d) => `GET ${d['all']} lists all endpoints.`,
  ),
  PUBLISHING_NOT_ALLOWED: entry(
    (d) => `${d['actor']} may not send the ${d['kind']} ${quoted(d['name'])} over HTTP.`,
    'Ask for it to be allowed with mayPublish of createApi; by default nobody may.',
  ),
  USERS_MISSING: entry(() => 'This server has no directory of users.', 'Hand users: { search, get } to createApi.'),
  OPTION_INVALID: entry(
    (d) => `The option ${d['option']} ${d['value'] === undefined ? 'has no value' : `is ${quoted(d['value'])}`}.`,
    (d) => `Give ${d['expected']}.`,
  ),
  CONFIG_NOT_FOUND: entry(
    (d) => `There is no configuration at ${quoted(d['file'])}.`,
    'Write handover.config.ts with `export default defineConfig({ flows, store })`, or name the file with --config.',
  ),
  CONFIG_INVALID: entry(
    (d) => `The configuration ${quoted(d['file'])} is not usable: ${stopped(d['message'])}`,
    'Correct it; it has to export default defineConfig({ flows, store }).',
  ),
  ARGUMENT_INVALID: entry(
    (d) =>
      `${quoted(d['argument'])} is not something that handover understands${d['place'] ? ` after '${d['place']}'` : ''}.`,
    (d) => near(d, 'Run `handover help`.'),
  ),
  PORT_TAKEN: entry(
    (d) => `Port ${d['port']} is taken by another program.`,
    (d) => `Stop it, or choose another: PORT=${Number(d['port']) + 1}.`,
  ),
  ANSWER_UNEXPECTED: entry(
    (d) => `The server at ${d['url']} answered ${d['status']} without saying why.`,
    'Look at the address and the log of the server.',
  ),
  SERVER_STOPPING: entry(() => 'This server stops.', 'Send requests to another one.'),
  SERVER_FAILED: entry(
    () => 'The server failed; what was asked for has not been done.',
    'Try again; the log of the server says why.',
  ),
} satisfies Record<string, Entry>

export type ErrorCode = keyof typeof registry
/** Every code, in the order of the registry. */
export const errorCodes = Object.keys(registry) as readonly ErrorCode[]

/** One thing that is wrong with a definition, with its place and what to do about it. */
export interface Problem {
  readonly code: string
  readonly message: string
  readonly next: string
  /** The node it was found at; null when the flow as a whole is meant. */
  readonly node: string | null
}

/** What an input or a stored value has against it: where, what, and the value itself. */
export interface Issue {
  /** The keys from the outside in; empty for the whole. */
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly value?: unknown
  /** Which rule it breaks; left out where the message is in the application's own words. */
  readonly rule?: Rule
}

/** A rule as zod names it, `missing` or `unstorable`, with what it asks for. A date is given in milliseconds. */
export interface Rule {
  readonly code: string
  /** The type that was expected. */
  readonly expected?: string
  /** What `minimum` and `maximum` measure: a number, the length of a string, the items of an array, a date. */
  readonly origin?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  /** Whether the bound itself is allowed. */
  readonly inclusive?: boolean
  /** Whether the bound is the only length allowed. */
  readonly exact?: boolean
  readonly divisor?: number
}

/** Everything that Handover refuses: `code` to branch on, `message` to read, `details` with the offending values. */
export class HandoverError extends Error {
  override readonly name = 'HandoverError'
  readonly code: ErrorCode
  /** What happened, without code and next step. */
  readonly says: string
  /** What to do about it. */
  readonly next: string
  readonly details: Readonly<Record<string, any>>

  constructor(code: ErrorCode, details: Details, options?: { cause?: unknown }) {
    const { says, next } = phrase(code, details)
    super(`${code}: ${says}${says.includes('\n') ? '\n' : ' '}${next}`, options)
    this.code = code
    this.says = says
    this.next = next
    this.details = details
  }
}

/** The refusal of that code; `cause` keeps what led to it. */
export function error(code: ErrorCode, details: Details = {}, options?: { cause?: unknown }): HandoverError {
  return new HandoverError(code, details, options)
}

/** The sentences of a code, for problems that are collected instead of thrown. */
export function phrase(code: ErrorCode, details: Details): { says: string; next: string } {
  const { says, next } = registry[code]
  return { says: says(details), next: next(details) }
}

export function isHandoverError(value: unknown): value is HandoverError {
  return value instanceof Error && value.name === 'HandoverError' && 'code' in value
}

/** A value as it should stand in a message: quoted, and cut when it is long. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : typeof value === 'function' ? 'a function' : stringify(value)
  return text.length > 120 ? `${text.slice(0, 117)}…` : text
}
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`
/** Somebody else's words, as a sentence of ours. */
const stopped = (text: unknown) =>
  String(text)
    .trim()
    .replace(/[^.!?…:;]$/, '$&.')
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const listed = (problems: readonly Problem[]) => problems.map((p) => `  - ${p.code}: ${p.message} ${p.next}`).join('\n')
const issuesOf = (issues: readonly Issue[]) =>
  issues
    .map(
      (issue) =>
        `'${issue.path.join('.') || 'input'}' ${issue.message}${'value' in issue ? ` (got ${quoted(issue.value)})` : ''}`,
    )
    .join('; ') + '.'
