import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ProcessFilters } from '../../api/process-queries.ts'
import { PanelChip, PanelItem } from '../../components/chip/panel-chip.tsx'
import { calendarDay } from '../../components/relative-time.ts'
import { words } from '../../components/words.ts'

type Span = Pick<ProcessFilters, 'since' | 'until'>

const days = [7, 30] as const
const { processes: says } = words

/** When they were started: a few usual spans, and any other by its days. */
export function StartedChip({ span, onSpan }: { span: Span; onSpan: (span: Span) => void }): ReactNode {
  const { since, until } = span
  const isOn = since !== undefined || until !== undefined
  const [first, last] = [since, until].map((day) => (day === undefined ? undefined : calendarDay(day)))
  return (
    <PanelChip label={says.started} value={isOn ? says.between(first, last) : undefined} onClear={() => onSpan({})}>
      {(close) => {
        const choose = (chosen: Span) => () => {
          onSpan(chosen)
          close()
        }
        return (
          <>
            <PanelItem onClick={choose({ since: dayBefore(0), until: dayBefore(0) })}>{says.today}</PanelItem>
            {days.map((n) => (
              <PanelItem key={n} onClick={choose({ since: dayBefore(n - 1) })}>
                {says.lastDays(n)}
              </PanelItem>
            ))}
            <Days span={span} onSpan={onSpan} />
          </>
        )
      }}
    </PanelChip>
  )
}

function Days({ span, onSpan }: { span: Span; onSpan: (span: Span) => void }): ReactNode {
  const [entered, setEntered] = useState(span)
  const isWrong = entered.since !== undefined && entered.until !== undefined && entered.since > entered.until
  const change = (which: keyof Span) => (value: string) => {
    const { [which]: _before, ...other } = entered
    const chosen: Span = value === '' ? other : { ...other, [which]: value }
    setEntered(chosen)
    if (chosen.since === undefined || chosen.until === undefined || chosen.since <= chosen.until) onSpan(chosen)
  }
  return (
    <div>
      {(['since', 'until'] as const).map((which) => (
        <TextInput
          key={which}
          type="date"
          label={says[which]}
          value={entered[which] ?? ''}
          error={isWrong && which === 'until' ? says.daysWrong : undefined}
          onChange={(event) => change(which)(event.target.value)}
        />
      ))}
    </div>
  )
}

/** A day where the reader is, as dates of forms are written. */
function dayBefore(n: number): string {
  const day = new Date()
  day.setDate(day.getDate() - n)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
