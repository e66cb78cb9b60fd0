// A server that is killed: `<place> <url>`. It starts a process, of which a webhook tells, and does not live to hear the answer.
import { open, type Place } from '../driver.ts'
import { parcels, webhookTo } from './parcels.ts'

const [place, url] = process.argv.slice(2) as [string, string]
const driver = await open({ flows: [parcels], database: JSON.parse(place) as Place, webhooks: [webhookTo(url)] })
const { id } = await driver.start('parcels', 'start', {})
console.log(id)
// Waits for the end.
setInterval(() => {}, 1000)
