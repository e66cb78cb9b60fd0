import type { TaskDetail } from 'handover/client'

/** Whether people do it: what nobody takes is never unassigned, and has no due time. */
export const isForPeople = ({ can }: Pick<TaskDetail, 'can'>): boolean =>
  can.assign.allowed || can.assign.code !== 'TASK_NOT_HUMAN'
