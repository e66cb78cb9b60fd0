import type { Actor } from 'handover'
import { leaveRequest } from '../leave-request.ts'
import { anna, ben, cancel, complete, days, jonas, lena, maria, priya, sendBack, take } from './sample.ts'
import type { Sample, Step } from './sample.ts'

interface Asked {
  readonly key: string
  readonly by: Actor
  readonly ago: number
  readonly firstDay: string
  readonly lastDay: string
  readonly reason?: string
}
const leave = ({ key, by, ago, ...input }: Asked, ...steps: readonly (Step | readonly Step[])[]): Sample => ({
  key,
  by,
  ago,
  flow: leaveRequest,
  input,
  steps: steps.flat(),
})
const approve = { decision: 'approve' }
const sentBack = (comment: string) => ({ decision: 'sendBack', comment })

/** `on(14)` is the working day two weeks after the samples were brought. */
export const leaveRequests = (on: (days: number) => string): readonly Sample[] => [
  leave(
    { key: 'jonas-autumn', by: jonas, ago: days(21), firstDay: on(-14), lastDay: on(-11), reason: 'School holidays' },
    complete('approve', ben, days(20, 3), approve),
  ),
  leave(
    { key: 'maria-moving', by: maria, ago: days(18), firstDay: on(-9), lastDay: on(-9), reason: 'I move house' },
    complete('approve', ben, days(17, 20), { ...approve, comment: 'Good luck with the stairs.' }),
  ),
  leave(
    { key: 'anna-long', by: anna, ago: days(15), firstDay: on(7), lastDay: on(35), reason: 'A long journey' },
    complete('approve', lena, days(14, 2), {
      decision: 'decline',
      comment: 'The books are closed in these weeks, and nobody else can do it. Ask again for a later month.',
    }),
  ),
  leave(
    { key: 'ben-weekend', by: ben, ago: days(11), firstDay: on(-4), lastDay: on(-3) },
    complete('approve', lena, days(10, 20), approve),
  ),
  leave(
    { key: 'priya-bridge', by: priya, ago: days(10), firstDay: on(28), lastDay: on(28), reason: 'A long weekend' },
    cancel(lena, days(9, 2), 'Priya asked for more days instead.'),
  ),
  leave(
    { key: 'jonas-dentist', by: jonas, ago: days(7), firstDay: on(3), lastDay: on(3), reason: 'Dentist' },
    complete('approve', ben, days(6, 22), approve),
  ),
  leave(
    { key: 'maria-january', by: maria, ago: days(6), firstDay: on(42), lastDay: on(53), reason: 'Skiing' },
    complete('approve', ben, days(5), sentBack('Jonas is away in the second week. Can you come back a week earlier?')),
    complete('change', maria, days(4, 4), { firstDay: on(42), lastDay: on(46), reason: 'Skiing, one week' }),
    complete('approve', ben, days(4), approve),
  ),
  leave({
    key: 'priya-december',
    by: priya,
    ago: days(4, 4),
    firstDay: on(22),
    lastDay: on(29),
    reason: 'Family visit in Chennai',
  }),
  leave(
    { key: 'ben-january', by: ben, ago: days(4), firstDay: on(50), lastDay: on(51) },
    complete('approve', lena, days(1, 3), sentBack('The sales meeting is on these days. Any other week is fine.')),
  ),
  leave({ key: 'maria-christmas', by: maria, ago: days(2, 10), firstDay: on(30), lastDay: on(33) }),
  leave(
    { key: 'priya-spring', by: priya, ago: days(2), firstDay: on(70), lastDay: on(84), reason: 'Cycling to Rome' },
    complete(
      'approve',
      ben,
      days(1, 8),
      sentBack('Two weeks are long for the team. What about one now, and one in May?'),
    ),
    complete('change', priya, days(1), { firstDay: on(70), lastDay: on(77), reason: 'Cycling to Florence' }),
    sendBack('approve', ben, 5, { note: 'Better. Does Anna know that she answers your customers then?' }),
  ),
  leave({ key: 'anna-friday', by: anna, ago: 6, firstDay: on(5), lastDay: on(5), reason: 'School play' }),
  leave({ key: 'lena-february', by: lena, ago: 5, firstDay: on(77), lastDay: on(81) }, take('approve', ben, 2)),
  leave({ key: 'jonas-friday', by: jonas, ago: 1, firstDay: on(12), lastDay: on(12), reason: 'A wedding' }),
]
