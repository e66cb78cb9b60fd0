// A server with a desk, as a program of its own: letters, written by people and printed by a job. It is told where it
// works as JSON, tells its address when it serves, and hears how far the printer is.
import { createHandover, flow } from 'handover'
import { createApi, listen } from 'handover/http'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import { z } from 'zod'
import { desk } from '../src/server/index.ts'
import { people, type LetterPlace, type Printing } from './start-letter-server.ts'

process.once('disconnect', () => process.exit())
const { database, port, work } = JSON.parse(process.argv[2]!) as LetterPlace

const letter = flow('letter', {
  title: 'Letter',
  summary: ({ to }) => `Letter to ${to}`,
  data: z.object({ to: z.string(), text: z.string().optional().meta({ title: 'Text' }) }),
  nodes: (n) => ({
    start: n.start({ fields: ['to'] }).next('write'),
    write: n
      .view({ fields: ['text'] })
      .title('Write the letter')
      .permission('letter.work')
      .next('print'),
    print: n
      .job(async (job) => {
        await new Promise<void>((resolve) => {
          process.on('message', (now: Printing) => (now === 'printed' ? resolve() : job.progress(now.done, now.note)))
          process.send!('printing')
        })
        return {}
      })
      .title('Print the letter')
      .next('sent'),
    sent: n.end().title('Sent'),
  }),
})

const store = 'url' in database ? postgresStore(database) : sqliteStore(database)
const handover = await createHandover({ flows: [letter], store, migrate: true, work })
const api = createApi(handover, {
  identify: (request) => people.find(({ id }) => id === request.headers.get('x-user')) ?? null,
  desk: desk(),
  onError: () => {},
})
const { url } = await listen(api, { port })
process.send!(url)
