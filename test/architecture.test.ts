/** The arrows of the house: which room may know which, and what no file may do. See CONTRIBUTING.md. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { errorCodes } from '../packages/handover/src/errors.ts'

const repository = dirname(dirname(fileURLToPath(import.meta.url)))

/** The rooms whose values each room may import; `types` are those of which it may know the types as well. */
interface Arrows {
  readonly values: readonly string[]
  readonly types?: readonly string[]
}

// Every room may import errors.ts and the types of flow/ besides.
const handover: Record<string, Arrows> = {
  errors: { values: [] },
  'import-peer': { values: [] },
  flow: { values: [] },
  access: { values: ['flow'] },
  nodes: { values: ['flow', 'access'] },
  artifacts: { values: ['flow'] },
  engine: { values: ['flow', 'access'] },
  notation: { values: ['flow'] },
  storage: { values: ['flow', 'access', 'import-peer'], types: ['engine'] },
  jobs: { values: ['flow', 'import-peer'], types: ['engine', 'storage'] },
  webhooks: { values: [], types: ['engine'] },
  runtime: { values: ['flow', 'access', 'engine', 'webhooks'], types: ['storage', 'jobs'] },
  opentelemetry: { values: ['runtime'] },
  http: { values: ['flow', 'runtime', 'notation'], types: ['engine', 'access', 'storage'] },
  client: { values: [], types: ['http'] },
  cli: { values: ['flow', 'runtime', 'notation', 'storage', 'jobs', 'http'], types: ['engine'] },
  testing: { values: ['flow', 'access', 'engine', 'runtime', 'storage', 'jobs'], types: ['nodes'] },
  index: { values: ['flow', 'nodes', 'runtime', 'jobs', 'cli'], types: ['access', 'engine', 'storage'] },
}

const desk: Record<string, Arrows> = {
  api: { values: [] },
  components: { values: ['api'] },
  features: { values: ['api', 'components'] },
  app: { values: ['api', 'components', 'features'] },
  // `handover-desk/react`: what applications build with. Who only embeds parts must not carry the pages.
  react: { values: ['api', 'components', 'app'] },
  server: { values: [] },
}

interface Import {
  readonly from: string
  readonly to: string
  readonly isType: boolean
}
interface House {
  readonly folder: string
  readonly files: readonly string[]
  readonly imports: readonly Import[]
}

const houses = { handover: readHouse('packages/handover/src'), desk: readHouse('packages/desk/src') }
const tables = { handover, desk }
type HouseName = keyof typeof houses
const houseNames = Object.keys(houses) as HouseName[]

describe.each(houseNames)('in %s', (name) => {
  const { files, imports } = houses[name]
  const table = tables[name]

  test('every folder is a room of the plan', () => {
    const rooms = new Set(files.map(roomOf))
    expect([...rooms].filter((room) => table[room] === undefined && room !== 'pure')).toEqual([])
  })

  test('imports follow the arrows between the rooms', () => {
    const against = imports.filter(({ from, to, isType }) => {
      const [room, other] = [roomOf(from), roomOf(to)]
      if (room === other || other === 'errors' || (isType && other === 'flow')) return false
      const { values = [], types = [] } = table[room] ?? {}
      return !values.includes(other) && !(isType && types.includes(other))
    })
    expect(against.map(({ from, to, isType }) => `${from} → ${to}${isType ? ' (types)' : ''}`)).toEqual([])
  })

  test('no files import one another in a circle', () => {
    expect(circleIn(imports.filter(({ isType }) => !isType))).toEqual([])
  })

  test('no file is called after nothing', () => {
    const empty = /^(utils?|helpers?|common|shared|lib|misc|manager)(\.|$)/
    expect(files.filter((file) => file.split('/').some((part) => empty.test(part)))).toEqual([])
  })
})

test('a feature of the desk knows no other feature', () => {
  const feature = (file: string) => file.split('/')[1]
  const inside = houses.desk.imports.filter(({ from, to }) => [from, to].every((file) => roomOf(file) === 'features'))
  expect(inside.filter(({ from, to }) => feature(from) !== feature(to))).toEqual([])
})

test('what embeds in another application asks for no page and for no address of the desk', () => {
  const parts = reachedFrom(houses.desk, 'react/index.ts')
  expect(parts.filter((file) => roomOf(file) === 'features' || file === 'app/router.tsx')).toEqual([])
  // The pages of the desk come with `startDesk` alone, when it is called.
  expect(codeOf(houses.desk, 'react/start-desk.ts')).toContain("await import('../app/start-desk.tsx')")
})

test('engine and nodes never import each other', () => {
  const pair = houses.handover.imports.map(({ from, to }) => `${roomOf(from)} → ${roomOf(to)}`)
  expect(pair.filter((arrow) => ['engine → nodes', 'nodes → engine'].includes(arrow))).toEqual([])
})

describe('the pure rooms', () => {
  const pure = ['errors', 'flow', 'access', 'nodes', 'engine', 'notation']
  const files = houses.handover.files.filter(
    (file) => pure.includes(roomOf(file)) && !file.startsWith('notation/layout/'),
  )
  const offending = (pattern: RegExp) => files.filter((file) => pattern.test(codeOf(houses.handover, file)))

  test('are there', () => {
    expect(new Set(files.map(roomOf))).toEqual(new Set(pure))
  })

  test('import nothing of Node', () => {
    const modules = [...builtinModules, ...builtinModules.map((module) => `node:${module}`)]
    const importing = files.filter((file) =>
      specifiersOf(houses.handover, file).some((to) => modules.includes(to.path)),
    )
    expect(importing).toEqual([])
  })

  test('ask no clock', () => {
    expect(offending(/\bDate\.now\b|\bnew Date\(\)|\bDate\(\)|\bperformance\.|\bset(Timeout|Interval)\b/)).toEqual([])
  })

  test('throw no dice', () => {
    expect(offending(/\bMath\.random\b|\bcrypto\b/)).toEqual([])
  })
})

test('the engine asks no node for its kind', () => {
  const engine = houses.handover.files.filter((file) => roomOf(file) === 'engine')
  expect(engine.filter((file) => /\bkind\s*[!=]==|switch \([^)]*\bkind\)/.test(codeOf(houses.handover, file)))).toEqual(
    [],
  )
})

test('the public surface fits on one screen', () => {
  expect(readFileSync(join(repository, 'packages/handover/src/index.ts'), 'utf8').split('\n').length).toBeLessThan(60)
})

describe('the errors', () => {
  const folder = join(repository, 'docs/reference/errors')
  const pages = existsSync(folder) ? readdirSync(folder).map((file) => basename(file, '.md')) : []

  test('have a page each', () => {
    expect(errorCodes.filter((code) => !pages.includes(code))).toEqual([])
  })

  test('are what each page is about', () => {
    const others = ['README', 'index']
    expect(pages.filter((page) => !others.includes(page) && !(errorCodes as readonly string[]).includes(page))).toEqual(
      [],
    )
  })

  test('are each thrown or answered somewhere', () => {
    const sources = houses.handover.files
      .filter((file) => file !== 'errors.ts')
      .map((file) => sourceOf(houses.handover, file))
    const more = readHouse('packages/desk/src').files.map((file) => sourceOf(houses.desk, file))
    const text = [...sources, ...more].join('\n')
    expect(errorCodes.filter((code) => !text.includes(`'${code}'`))).toEqual([])
  })
})

describe('nothing that is kept names', () => {
  const kept = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: repository,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(repository, file)))
    .map((file) => ({ file, text: readFileSync(join(repository, file), 'utf8') }))
  const naming = (pattern: RegExp) => kept.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

  test("a path of somebody's machine", () => {
    expect(naming(/["'`( =]\/(work|root|home|Users)\/[a-z]/)).toEqual([])
  })

  test('another registry than the public one', () => {
    expect(naming(/"resolved": "(?!https:\/\/registry\.npmjs\.org\/)http|^(@[^=]*:)?registry\s*=/m)).toEqual([])
  })
})

function readHouse(folder: string): House {
  const files = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|test-d|d)\.tsx?$/.test(file))
  const house = { folder, files, imports: [] }
  const imports = files.flatMap((from) =>
    specifiersOf(house, from)
      .filter(({ path }) => path.startsWith('.') && /\.tsx?$/.test(path))
      .map(({ path, isType }) => ({
        from,
        to: normalize(join(dirname(from), path))
          .split(sep)
          .join('/'),
        isType,
      })),
  )
  return { folder, files, imports }
}

/** All files that come along with one, but for what it asks for later. */
function reachedFrom(house: House, first: string): readonly string[] {
  const found = new Set([first])
  for (const file of found) {
    const later = [...codeOf(house, file).matchAll(/\bimport\('([^']+)'\)/g)].map(([, path]) =>
      normalize(join(dirname(file), path!))
        .split(sep)
        .join('/'),
    )
    const next = house.imports.filter(({ from, to, isType }) => from === file && !isType && !later.includes(to))
    for (const { to } of next) found.add(to)
  }
  return [...found]
}

/** `engine/join.ts` stands in the room `engine`; `errors.ts` and `index.ts` are rooms of their own. */
function roomOf(file: string): string {
  const [room = ''] = file.split('/')
  return room.replace(/\..*$/, '')
}

/** Everything that a file imports; an import is of types when each of its names is. */
function specifiersOf(house: House, file: string): readonly { readonly path: string; readonly isType: boolean }[] {
  const code = codeOf(house, file)
  const statements = code.matchAll(/^(?:import|export)\s+(?:(type)\s+)?([^'";]*?\sfrom\s+|)'([^']+)'/gm)
  const dynamic = code.matchAll(/\bimport\('([^']+)'\)/g)
  return [
    ...[...statements].map(([, type, names = '', path]) => ({
      path: path!,
      isType: type !== undefined || areTypes(names),
    })),
    ...[...dynamic].map(([, path]) => ({ path: path!, isType: false })),
  ]
}
function areTypes(names: string): boolean {
  const listed = /^\{([^}]*)\}/.exec(names)?.[1]?.split(',') ?? []
  const filled = listed.filter((each) => each.trim() !== '')
  return filled.length > 0 && filled.every((each) => each.trim().startsWith('type '))
}

function sourceOf(house: House, file: string): string {
  return readFileSync(join(repository, house.folder, file), 'utf8')
}
/** Without comments. */
function codeOf(house: House, file: string): string {
  return sourceOf(house, file)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
}

/** The files of one circle, or none. */
function circleIn(imports: readonly Import[]): readonly string[] {
  const next = Map.groupBy(imports, ({ from }) => from)
  const safe = new Set<string>()
  const walk = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (safe.has(file)) return undefined
    for (const { to } of next.get(file) ?? []) {
      const circle = walk(to, [...path, file])
      if (circle !== undefined) return circle
    }
    safe.add(file)
    return undefined
  }
  for (const file of next.keys()) {
    const circle = walk(file, [])
    if (circle !== undefined) return circle
  }
  return []
}
