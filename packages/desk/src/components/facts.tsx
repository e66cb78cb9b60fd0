import type { ReactNode } from 'react'
import classes from './facts.module.css'
import { FileLink, isAddress } from './form/file-link.tsx'
import { readFact, readNothing, type Readable } from './read-fact.ts'

export interface Fact extends Readable {
  readonly key: string
  readonly label: string
}

const longerThan = 32

/** What is known, as labels and values; in two columns where there is room. */
export function Facts({ of, wide = false }: { of: readonly Fact[]; wide?: boolean }): ReactNode {
  return (
    <dl className={`${classes.facts} ${wide ? classes.wide : ''}`}>
      {of.map(({ key, label, value, field }) => {
        const text = readFact({ value, field })
        const isFile = field?.['widget'] === 'file' && isAddress(value)
        return (
          <div key={key} {...((text?.length ?? 0) > longerThan && { 'data-long': true })}>
            <dt>{label}</dt>
            <dd className={text === null ? classes.none : typeof value === 'number' ? classes.number : undefined}>
              {isFile ? <FileLink to={value} /> : (text ?? readNothing(field))}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
