/** `handover-desk/react`: the desk's parts and hooks, for components of your own and for applications of your own. */

// A build of the desk of one's own
export { startDesk } from './start-desk.ts'
export { defineComponent, type OwnProps } from './define-component.tsx'
export { useComplete, type Completing } from './use-complete.ts'
export { useTask } from './use-task.ts'
export type { InputAt, NodeOf } from './input-at.ts'
export type { Field } from '../components/own/field-in.ts'
export type { OwnComponents } from '../components/own/own-components.ts'
export type { ChooseFile, FileField } from '../components/form/file-chooser.ts'
export type { StartDeskOptions } from '../app/start-desk.tsx'

// In somebody else's application
export { HandoverProvider, type HandoverProviderProps, type Place } from './handover-provider.tsx'
export { useMe } from './use-me.ts'
export { Inbox, type InboxProps } from './inbox.tsx'
export { TaskForm, type TaskFormProps } from './task-form.tsx'
export { FlowPicture, type FlowPictureProps } from './flow-picture.tsx'

// Small parts
export { Facts, Person, Status, Time } from './parts.tsx'
export type { Fact } from '../components/facts.tsx'
