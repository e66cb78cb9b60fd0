import { Combobox, useCombobox } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Person } from 'handover/client'
import { useState, type ReactNode } from 'react'
import { meQuery, personQuery, usersQuery } from '../../api/queries.ts'
import { Person as PersonTag } from '../person.tsx'
import { words } from '../words.ts'
import { Chip, ChipButton } from './chip.tsx'
import classes from './chip.module.css'

interface PersonChipProps {
  readonly label: string
  /** The id of who is chosen. */
  readonly person: string | undefined
  /** Those whose names are known from the rows. */
  readonly known: readonly (Person | null)[]
  readonly onPerson: (id: string | undefined) => void
}

const most = 8

/** A filter by person: me and people of the rows first, then whom the directory finds. */
export function PersonChip({ label, person, known, onPerson }: PersonChipProps): ReactNode {
  const [text, setText] = useState('')
  const queries = useQueryClient()
  const { data: chosen } = useQuery({ ...personQuery(person ?? ''), enabled: person !== undefined })
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose: () => {
      box.resetSelectedOption()
      box.focusTarget()
      setText('')
    },
  })
  const people = usePeople(known, text, box.dropdownOpened)
  const choose = (id: string) => {
    const found = people.find((each) => each.id === id)
    if (found !== undefined) queries.setQueryData(personQuery(id).queryKey, found)
    box.closeDropdown()
    onPerson(id)
  }
  const value = person && (chosen?.name ?? person)
  return (
    <Chip label={label} value={value} onClear={() => onPerson(undefined)}>
      <Combobox store={box} position="bottom-start" width={248} onOptionSubmit={choose}>
        <Combobox.Target withAriaAttributes={false}>
          <ChipButton
            label={label}
            value={value}
            aria-haspopup="listbox"
            aria-expanded={box.dropdownOpened}
            onClick={() => box.toggleDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown className={classes.people ?? ''}>
          <Combobox.Search
            value={text}
            placeholder={words.chip.people}
            aria-label={words.chip.people}
            onChange={(event) => {
              setText(event.currentTarget.value)
              box.updateSelectedOptionIndex()
            }}
          />
          <Combobox.Options aria-label={label}>
            {people.map((each) => (
              <Combobox.Option key={each.id} value={each.id} active={each.id === person}>
                <PersonTag of={each} />
              </Combobox.Option>
            ))}
            {people.length === 0 && <Combobox.Empty>{words.chip.nobodyFound}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </Chip>
  )
}

function usePeople(known: PersonChipProps['known'], text: string, isOpen: boolean): readonly Person[] {
  const { data: found } = useQuery({ ...usersQuery(text.trim()), enabled: isOpen })
  const { data: me } = useQuery(meQuery)
  if (!isOpen) return []
  const asked = text.trim().toLowerCase()
  const near = [me?.actor ?? null, ...known].filter((each) => each !== null)
  const named = near.filter(({ name }) => name.toLowerCase().includes(asked))
  const byId = new Map([...named, ...(found ?? [])].map((each) => [each.id, each]))
  return [...byId.values()].slice(0, most)
}
