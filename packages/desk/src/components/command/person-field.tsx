import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { usersQuery } from '../../api/queries.ts'
import { words } from '../words.ts'

interface PersonFieldProps {
  /** The id of who was chosen; '' for nobody yet. */
  readonly value: string
  /** Who cannot be chosen: who has it already. */
  readonly without: string | undefined
  readonly isMissing: boolean
  readonly onChange: (id: string) => void
}

/** A person of the directory, found by name; where there is no directory, an id is typed. */
export function PersonField({ value, without, isMissing, onChange }: PersonFieldProps): ReactNode {
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState('')
  // What is written in the field after a choice is no search.
  const { data: found } = useQuery(usersQuery(search === chosen ? '' : search.trim()))
  const error = isMissing ? words.command.choosePerson : undefined
  if (found === null) {
    return (
      <TextInput
        label={words.command.personId}
        value={value}
        error={error}
        data-autofocus
        onChange={(event) => onChange(event.target.value)}
      />
    )
  }
  const people = (found ?? []).filter((person) => person.id !== without)
  return (
    <Select
      label={words.command.person}
      placeholder={words.command.personHint}
      data={people.map(({ id, name }) => ({ value: id, label: name }))}
      value={value === '' ? null : value}
      error={error}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(id, option) => {
        setChosen(option?.label ?? '')
        onChange(id ?? '')
      }}
      // The server has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={words.command.nobody}
      // The list would cover what the dialog says.
      openOnFocus={false}
      data-autofocus
    />
  )
}
