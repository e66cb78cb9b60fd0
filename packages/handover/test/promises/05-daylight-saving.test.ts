/**
 * What is scheduled in a zone while its clocks are put forward or back: once on every day, never twice, never left out.
 * A time that there is not comes when the clock has been put forward; one that there is twice comes the first time.
 */
import { describe, expect, it } from 'vitest'
import { nextAfter } from '../../src/flow/schedule.ts'
import { scheduled } from './clocks/flows.ts'
import { serversOn } from './clocks/servers-on.ts'
import { databases } from './databases.ts'

const [minute, hour] = [60_000, 3_600_000]

/** `02:30` in Berlin is no time on 29 March and two times on 25 October; likewise in New York, at other hours. */
const changes = [
  {
    name: 'a time that there is not comes when the clock has been put forward, on that day as on every other',
    schedule: '30 2 * * *',
    zone: 'Europe/Berlin',
    from: '2026-03-28T00:00:00Z',
    to: '2026-03-30T12:00:00Z',
    expected: ['2026-03-28T01:30:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'],
  },
  {
    name: 'a time that there is twice comes once, the first time',
    schedule: '30 2 * * *',
    zone: 'Europe/Berlin',
    from: '2026-10-24T00:00:00Z',
    to: '2026-10-26T12:00:00Z',
    expected: ['2026-10-24T00:30:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
  },
  {
    name: 'in New York, in spring',
    schedule: '30 2 * * *',
    zone: 'America/New_York',
    from: '2026-03-07T00:00:00Z',
    to: '2026-03-09T12:00:00Z',
    expected: ['2026-03-07T07:30:00.000Z', '2026-03-08T07:00:00.000Z', '2026-03-09T06:30:00.000Z'],
  },
  {
    name: 'in New York, in autumn',
    schedule: '30 1 * * *',
    zone: 'America/New_York',
    from: '2026-10-31T00:00:00Z',
    to: '2026-11-02T12:00:00Z',
    expected: ['2026-10-31T05:30:00.000Z', '2026-11-01T05:30:00.000Z', '2026-11-02T06:30:00.000Z'],
  },
  {
    name: 'every hour means every hour that passes, also the one that comes twice',
    schedule: '0 * * * *',
    zone: 'Europe/Berlin',
    from: '2026-10-24T23:30:00Z',
    to: '2026-10-25T03:30:00Z',
    expected: ['00', '01', '02', '03'].map((at) => `2026-10-25T${at}:00:00.000Z`),
  },
  {
    name: 'a repetition with an offset keeps to that, whatever zones do',
    schedule: 'R3/2026-03-28T02:30:00+01:00/P1D',
    zone: undefined,
    from: '2026-03-28T00:00:00Z',
    to: '2026-04-01T00:00:00Z',
    expected: ['28', '29', '30'].map((day) => `2026-03-${day}T01:30:00.000Z`),
  },
]

describe.each(databases)('what is scheduled in a zone, fired by two servers on %s', (database) => {
  const { dump, serve } = serversOn(database)

  it.each(changes)('$name', async ({ schedule, zone, from, to, expected }) => {
    const started = Date.parse(from)
    const flows = [scheduled(schedule, zone)]
    const servers = [await serve(flows, started), await serve(flows, started)]
    for (let time = started; time <= Date.parse(to); time += 30 * minute) {
      for (const { clock } of servers) clock.time = time
      await Promise.all(servers.map(({ handover }) => handover.idle()))
    }
    const { handover_process: processes } = await dump()
    expect(processes.map(({ data }) => (data as { due: string }).due).toSorted()).toEqual(expected)
    // At its own time, not some time after.
    for (const { data, created_at } of processes) expect(created_at).toBe((data as { due: string }).due)
  })
})

describe.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'])(
  'once on each day of three years, in %s',
  (zone) => {
    const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    it.each(['0 0', '30 0', '0 1', '15 1', '30 1', '0 2', '15 2', '30 2', '59 2', '0 3', '0 12'])(
      '%s * * *',
      (time) => {
        const [minutes, hours] = time.split(' ')
        const wanted = `${hours!.padStart(2, '0')}:${minutes!.padStart(2, '0')}`
        const days: string[] = []
        let shifted = 0
        const until = Date.parse('2028-12-31T00:00:00Z')
        for (let at = new Date('2025-12-31T18:00:00Z'); at.getTime() < until;) {
          const next = nextAfter(`${time} * * *`, zone, at)!
          expect(next.getTime()).toBeGreaterThan(at.getTime())
          const [day, clock] = local.format(next).split(' ')
          if (clock !== wanted) shifted++
          days.push(day!)
          at = next
        }
        const first = Date.parse(days[0]!)
        expect(days).toEqual(days.map((_, n) => new Date(first + n * 24 * hour).toISOString().slice(0, 10)))
        // Only on the days on which there is no such time.
        expect(shifted).toBeLessThanOrEqual(6)
      },
    )
  },
)
