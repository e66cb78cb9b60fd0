import type { Actor } from 'handover'
import { helloWorld } from '../hello-world.ts'
import { anna, ben, cancel, complete, days, jonas, lena, maria, priya, sendBack, take, work } from './sample.ts'
import type { Sample, Step } from './sample.ts'

interface Told {
  readonly key: string
  readonly by: Actor
  readonly ago: number
  readonly message: string
}
const message = ({ message: text, ...told }: Told, ...steps: readonly (Step | readonly Step[])[]): Sample => ({
  ...told,
  flow: helloWorld,
  input: { message: text },
  steps: steps.flat(),
})
const yes = { approved: true }
const no = { approved: false }

export const messages: readonly Sample[] = [
  message(
    { key: 'summer-party', by: priya, ago: days(20), message: 'Summer party pictures are on the wall' },
    work('approve', ben, days(19, 20), yes),
  ),
  message(
    { key: 'fire-drill', by: anna, ago: days(17), message: 'Fire drill on Thursday at 10' },
    work('approve', maria, days(16, 18), yes),
  ),
  message(
    { key: 'parking', by: jonas, ago: days(12, 3), message: 'The yard is closed for lorries on Friday' },
    work('approve', ben, days(12), no),
    complete('rework', jonas, days(11, 4), { message: 'The yard is closed for lorries on Friday from 9 to 12' }),
    work('approve', ben, days(11), yes),
  ),
  message(
    { key: 'good-morning', by: anna, ago: days(8), message: 'Good morning, Berlin' },
    take('approve', ben, days(7)),
  ),
  message(
    { key: 'wrong-date', by: priya, ago: days(6), message: 'Inventory starts on 31 November' },
    cancel(lena, days(5, 20), 'There is no such day. Priya writes a new one.'),
  ),
  message(
    { key: 'opening-hours', by: jonas, ago: days(5), message: 'Warehouse opens at 7 from December' },
    work('approve', maria, days(4, 6), yes),
  ),
  message(
    { key: 'quarter', by: anna, ago: days(2, 20), message: 'Quarter results are out' },
    take('approve', ben, days(1, 2)),
  ),
  message(
    { key: 'new-year', by: lena, ago: days(1, 3), message: 'Happy new year, Berlin' },
    take('approve', maria, 20),
  ),
  message({ key: 'monday', by: maria, ago: days(1), message: 'Office closed on Monday' }, work('approve', ben, 18, no)),
  message(
    { key: 'welcome', by: anna, ago: 22, message: 'Welcome Emre, our new colleague in sales' },
    work('approve', ben, 16, no),
    complete('rework', anna, 12, { message: 'Welcome Emre Kaya, who joins sales on Monday' }),
    take('approve', ben, 9),
    sendBack('approve', ben, 8, { note: 'He begins on Tuesday. Ask Priya, and hand it in again.' }),
  ),
  message({ key: 'lost-keys', by: maria, ago: 3, message: 'Found: a bunch of keys with a red ribbon' }),
  message({ key: 'fair', by: priya, ago: 7, message: 'We are at the trade fair' }, work('approve', maria, 3, no)),
  message({ key: 'lunch', by: jonas, ago: 0.5, message: 'Lunch is on logistics today' }),
]
