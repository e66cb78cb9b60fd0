import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Person } from 'handover/client'
import { useState, type ReactNode } from 'react'
import { meQuery, usersQuery } from '../../api/queries.ts'
import { words } from '../../components/words.ts'
import { PanelChip, PanelItem } from './filter-chip.tsx'

interface PersonChipProps {
  /** The id of who started them. */
  readonly person: string | undefined
  /** Those whose names are known from the rows. */
  readonly known: readonly Person[]
  readonly onPerson: (id: string | undefined) => void
}

const { processes: says } = words

/** Who started them: me, or anybody whom the directory finds; without one, those of the rows. */
export function PersonChip({ person, known, onPerson }: PersonChipProps): ReactNode {
  const { data: me } = useQuery(meQuery)
  const name = person === me?.actor.id ? words.you : (known.find(({ id }) => id === person)?.name ?? person)
  return (
    <PanelChip name={says.person} value={name}>
      {(close) => {
        const choose = (id: string | undefined) => {
          onPerson(id)
          close()
        }
        return (
          <>
            <PanelItem onClick={() => choose(undefined)}>{says.anybody}</PanelItem>
            {me !== undefined && <PanelItem onClick={() => choose(me.actor.id)}>{says.byMe}</PanelItem>}
            <Directory known={known.filter(({ id }) => id !== me?.actor.id)} onChoose={choose} />
          </>
        )
      }}
    </PanelChip>
  )
}

function Directory({ known, onChoose }: { known: readonly Person[]; onChoose: (id: string) => void }): ReactNode {
  const [search, setSearch] = useState('')
  const { data: found } = useQuery(usersQuery(search.trim()))
  if (found === null) {
    return known.map(({ id, name }) => (
      <PanelItem key={id} onClick={() => onChoose(id)}>
        {name}
      </PanelItem>
    ))
  }
  return (
    <div>
      <Select
        label={says.personField}
        placeholder={words.command.personHint}
        data={(found ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={null}
        searchable
        searchValue={search}
        onSearchChange={setSearch}
        onChange={(id) => id !== null && onChoose(id)}
        // The server has searched already.
        filter={({ options }) => options}
        nothingFoundMessage={words.command.nobody}
        comboboxProps={{ withinPortal: false }}
      />
    </div>
  )
}
