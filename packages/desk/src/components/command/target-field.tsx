import { NativeSelect } from '@mantine/core'
import type { Target } from 'handover/client'
import { useEffect, useRef, type ReactNode } from 'react'
import { words } from '../words.ts'

interface TargetFieldProps {
  readonly targets: readonly Target[]
  readonly value: string
  readonly isMissing: boolean
  /** Where the first is meant when none is chosen; otherwise one has to choose. */
  readonly hasDefault: boolean
  readonly onChange: (node: string) => void
}

/** A step of the flow. */
export function TargetField({ targets, value, isMissing, hasDefault, onChange }: TargetFieldProps): ReactNode {
  const field = useRef<HTMLSelectElement>(null)
  useEffect(() => {
    if (isMissing) field.current?.focus()
  }, [isMissing])
  const options = targets.map(({ node, title }, i) => ({
    value: node,
    label: hasDefault && i === 0 && targets.length > 1 ? words.command.lastTarget(title) : title,
  }))
  return (
    <NativeSelect
      ref={field}
      label={words.command.target}
      data={hasDefault ? options : [{ value: '', label: words.command.anyTarget }, ...options]}
      value={value}
      error={isMissing ? words.command.chooseTarget : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
