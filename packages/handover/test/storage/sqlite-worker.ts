// Another program on the same file. `write <process> <times>` counts up the process's data and starts processes;
// `hold <milliseconds>` keeps the file's write lock.
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { sqliteStore } from '../../src/storage/sqlite.ts'
import { begun, moved, processSample } from '../../src/testing/store-contract/samples.ts'

const [file, deed, argument, times] = process.argv.slice(2) as [string, string, string, string]

if (deed === 'hold') {
  const database = new DatabaseSync(file)
  database.exec('begin immediate')
  console.log('locked')
  await sleep(Number(argument))
  database.exec('commit')
  database.close()
} else {
  const store = sqliteStore({ file })
  for (let i = 0; i < Number(times); i++) {
    const unit = store.begin()
    const { process: loaded } = (await unit.load({ process: argument }))!
    await sleep(Math.random() * 2)
    await unit.write([moved(loaded, { data: { set: { count: (loaded.data['count'] as number) + 1 }, remove: [] } })])
    await store.begin().write([begun(processSample(await store.takeNumbers(1), { flow: 'by-worker' }))])
  }
  await store.close()
}
