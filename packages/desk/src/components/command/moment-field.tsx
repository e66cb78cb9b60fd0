import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { kept, shown, zone } from '../form/clock.ts'
import { words } from '../words.ts'

interface MomentFieldProps {
  /** An ISO time; null where there is none yet. */
  readonly present: string | null
  /** Whether it was sent with the present one, or with none. */
  readonly isMissing: boolean
  /** Hears an ISO time, or '' when there is none. */
  readonly onChange: (at: string) => void
}

/** Another moment than the present one, in the browser's own field and in the zone of who reads it. */
export function MomentField({ present, isMissing, onChange }: MomentFieldProps): ReactNode {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(() => shown(present, 'moment'))
  useEffect(() => {
    if (isMissing) field.current?.focus()
  }, [isMissing])
  return (
    <TextInput
      ref={field}
      type="datetime-local"
      label={words.command.moment}
      description={words.field.inZone(zone())}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={isMissing ? words.command.chooseMoment : undefined}
      aria-required
      value={text}
      data-autofocus
      onChange={(event) => {
        setText(event.target.value)
        onChange(kept(event.target.value, 'moment') ?? '')
      }}
    />
  )
}
