import type { Words } from '../../words.ts'
import { count, list } from './counting.ts'

const visits = (n: number): string => count(n, 'Durchgang', 'Durchgänge')

export const pictureWords: Words['picture'] = {
  notStarted: (flow) => `${flow}, nicht begonnen`,
  sentence: (flow, parts) => (parts.length === 0 ? flow : `${flow}: ${parts.join('; ')}`),
  done: (titles) => `${list(titles)} erledigt`,
  with: (title, name) => `${title} liegt bei ${name}`,
  unassigned: (title) => `${title} ist nicht zugewiesen`,
  waits: (title) => `${title} wartet`,
  failed: (title) => `${title} ist gescheitert`,
  undone: (title) => `${title} wurde rückgängig gemacht`,
  fired: (title) => `${title} ist eingetreten`,
  here: (title) => `jetzt bei ${title}`,
  visits,
  node: (title, kind) => `${title}, ${kind}`,
  nodeStanding: (node, standing, n) => (n > 1 ? `${node}: ${standing}, ${visits(n)}` : `${node}: ${standing}`),
  ago: (name, age) => (age === '' ? name : `${name}, ${age}`),
  unassignedFor: (age) => `nicht zugewiesen, ${age}`,
  late: (late) => `${late} zu spät`,
  notNeeded: 'nicht gebraucht',
  reasons: {
    'by hand': 'abgebrochen',
    'process canceled': 'abgebrochen',
    interrupted: 'unterbrochen',
    compensated: 'ausgeglichen',
    undone: 'rückgängig gemacht',
    skipped: 'übersprungen',
    'sent back': 'zurückgesandt',
    moved: 'weitergezogen',
  },
  standings: {
    unassigned: 'nicht zugewiesen',
    held: 'zugewiesen',
    running: 'begonnen',
    waiting: 'wartet',
    armed: 'bereit',
    fired: 'eingetreten',
    done: 'erledigt',
    failed: 'gescheitert',
    revived: 'wieder geöffnet',
    undone: 'rückgängig gemacht, noch einmal zu tun',
    skipped: 'übersprungen',
    sentBack: 'zurückgesandt',
    canceled: 'abgebrochen',
  },
}
