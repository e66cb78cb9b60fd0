import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Key } from './key.tsx'
import { useKeys } from './keys.ts'
import classes from './search-field.module.css'

interface SearchFieldProps {
  /** As it stands in the address. */
  readonly value: string
  readonly onSearch: (text: string) => void
  readonly label: string
  /** What can be found by it; the label where nothing else is said. */
  readonly hint?: string
  readonly className?: string
  /** Where it is hidden until it is asked for: when that is so it has the focus. Always shown where nothing is said. */
  readonly isOpen?: boolean
}

const pause = 300

/** Searches when the typing pauses; the slash leads to it, Escape empties it, then leaves it. */
export function SearchField(props: SearchFieldProps): ReactNode {
  const { value, onSearch, label, hint = label, className = '', isOpen = true } = props
  const [text, setText] = useState(value)
  const [before, setBefore] = useState(value)
  const field = useRef<HTMLInputElement>(null)
  const search = useRef(onSearch)
  if (before !== value) {
    // The address changed elsewhere: by going back, or by clearing the filters.
    setBefore(value)
    if (text.trim() !== value) setText(value)
  }
  useEffect(() => {
    search.current = onSearch
  })
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => search.current(text.trim()), pause)
    return () => clearTimeout(timer)
  }, [text, value])
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (isOpen && !wasOpen.current) field.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  useKeys({ '/': () => field.current?.focus() })
  return (
    <TextInput
      className={`${classes.search} ${className}`}
      wrapperProps={{ 'data-open': isOpen || undefined }}
      type="search"
      ref={field}
      value={text}
      placeholder={hint}
      aria-label={label}
      leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
      rightSection={text === '' ? <Key k="/" /> : null}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text === '') field.current?.blur()
      }}
    />
  )
}
