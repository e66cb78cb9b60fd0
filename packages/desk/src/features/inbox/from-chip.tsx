import { Combobox, useCombobox } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListedTask, Person } from 'handover/client'
import { useState, type ReactNode } from 'react'
import { personQuery, usersQuery } from '../../api/queries.ts'
import type { TaskView } from '../../api/task-view.ts'
import { Person as PersonTag } from '../../components/person.tsx'
import { words } from '../../components/words.ts'
import { Chip, ChipButton } from './filter-chip.tsx'
import { without } from './filter-names.ts'
import classes from './filters.module.css'

interface FromChipProps {
  readonly view: TaskView
  readonly onView: (view: TaskView) => void
  readonly value: string | undefined
  readonly items: readonly ListedTask[]
}

const most = 8

/** Who started the process: people of this list first, then whom the directory finds. */
export function FromChip({ view, onView, value, items }: FromChipProps): ReactNode {
  const [text, setText] = useState('')
  const queries = useQueryClient()
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose: () => {
      box.resetSelectedOption()
      box.focusTarget()
      setText('')
    },
  })
  const people = usePeople(items, text, box.dropdownOpened)
  const choose = (id: string) => {
    const person = people.find((each) => each.id === id)
    if (person !== undefined) queries.setQueryData(personQuery(id).queryKey, person)
    box.closeDropdown()
    onView({ ...view, from: id })
  }
  return (
    <Chip label={words.inbox.from} value={value} onClear={() => onView(without(view, 'from'))}>
      <Combobox store={box} position="bottom-start" width={248} onOptionSubmit={choose}>
        <Combobox.Target withAriaAttributes={false}>
          <ChipButton
            label={words.inbox.from}
            value={value}
            aria-haspopup="listbox"
            aria-expanded={box.dropdownOpened}
            onClick={() => box.toggleDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown className={classes.people ?? ''}>
          <Combobox.Search
            value={text}
            placeholder={words.inbox.people}
            aria-label={words.inbox.people}
            onChange={(event) => {
              setText(event.currentTarget.value)
              box.updateSelectedOptionIndex()
            }}
          />
          <Combobox.Options aria-label={words.inbox.from}>
            {people.map((person) => (
              <Combobox.Option key={person.id} value={person.id} active={person.id === view.from}>
                <PersonTag of={person} />
              </Combobox.Option>
            ))}
            {people.length === 0 && <Combobox.Empty>{words.inbox.nobodyFound}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </Chip>
  )
}

function usePeople(items: readonly ListedTask[], text: string, isOpen: boolean): readonly Person[] {
  const { data: found } = useQuery({ ...usersQuery(text.trim()), enabled: isOpen })
  if (!isOpen) return []
  const asked = text.trim().toLowerCase()
  const listed = items.flatMap(({ process }) => process.startedBy ?? [])
  const named = listed.filter(({ name }) => name.toLowerCase().includes(asked))
  const byId = new Map([...named, ...(found ?? [])].map((person) => [person.id, person]))
  return [...byId.values()].slice(0, most)
}
