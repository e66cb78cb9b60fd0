import { Modal } from '@mantine/core'
import {
  IconArrowRight,
  IconCornerDownLeft,
  IconInbox,
  IconPlus,
  IconRoute,
  IconSearch,
  type Icon as TablerIcon,
} from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { flowsQuery, foundProcessesQuery, foundTasksQuery } from '../../api/queries.ts'
import { FlowIcon } from '../../components/flow-tag.tsx'
import { Hidden } from '../../components/hidden.tsx'
import { words } from '../../components/words.ts'
import classes from './jump.module.css'
import { placesFor, type Place, type PlaceGroup } from './places.ts'

/** Finds a page, a start, a flow or a process by its name or number, and goes there. */
export function Jump({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={words.jump.title}
      centered={false}
      yOffset="12vh"
      size={560}
      padding={0}
      classNames={{ header: classes.header ?? '', body: classes.body ?? '' }}
    >
      <Finder onDone={onClose} />
    </Modal>
  )
}

function Finder({ onDone }: { onDone: () => void }): ReactNode {
  const list = useId()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { groups, isSearching } = usePlaces(text)
  const places = groups.flatMap((group) => group.places)
  const here = places[Math.min(at, places.length - 1)]
  const go = (place: Place | undefined) => {
    if (place === undefined) return
    onDone()
    void navigate(place.target)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(here)
    else if (step !== undefined && places.length > 0)
      setAt((places.indexOf(here!) + step + places.length) % places.length)
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className={classes.field}>
        <IconSearch size={17} stroke={1.8} aria-hidden />
        <input
          role="combobox"
          aria-label={words.jump.label}
          aria-expanded={places.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          {...(here && { 'aria-activedescendant': optionId(list, here) })}
          placeholder={words.jump.hint}
          value={text}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
      </div>
      <div className={classes.list} role="listbox" id={list} aria-label={words.jump.places}>
        {groups.map((group) => (
          <Group key={group.kind} {...{ list, group, here }} onGo={go} />
        ))}
      </div>
      {places.length === 0 && !isSearching && <p className={classes.none}>{words.jump.none(text)}</p>}
      <Hidden>
        <span role="status">{isSearching ? words.loading : words.jump.found(places.length)}</span>
      </Hidden>
    </>
  )
}

/** What the server finds follows the typing; what is known already does not wait for it. */
function usePlaces(text: string): { readonly groups: readonly PlaceGroup[]; readonly isSearching: boolean } {
  const { data: flows } = useQuery(flowsQuery)
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useQuery({ ...foundProcessesQuery(asked), enabled: asked !== '', placeholderData: keepPreviousData })
  const work = useQuery({ ...foundTasksQuery(asked), enabled: asked !== '', placeholderData: keepPreviousData })
  const isSearching = asked !== text.trim() || found.isFetching || work.isFetching
  const [tasks, processes] = asked === '' ? [[], []] : [work.data ?? [], found.data?.items ?? []]
  return { groups: placesFor(text, { flows: flows?.items ?? [], tasks, processes }), isSearching }
}

const optionId = (list: string, { id }: Place) => `${list}-${id.replaceAll(' ', '-')}`

const icons: Readonly<Record<Place['kind'], TablerIcon | null>> = {
  page: IconArrowRight,
  start: IconPlus,
  flow: null,
  task: IconInbox,
  process: IconRoute,
}

interface GroupProps {
  readonly list: string
  readonly group: PlaceGroup
  readonly here: Place | undefined
  readonly onGo: (place: Place) => void
}

function Group({ list, group: { kind, places }, here, onGo }: GroupProps): ReactNode {
  const Sign = icons[kind]
  return (
    <div role="group" aria-label={words.jump.kinds[kind]} className={classes.group}>
      <div className={classes.kind} aria-hidden>
        {words.jump.kinds[kind]}
      </div>
      {places.map((place) => (
        <Option key={place.id} id={optionId(list, place)} isHere={place === here} onGo={() => onGo(place)}>
          {Sign === null ? <FlowIcon size={17} /> : <Sign size={17} stroke={1.7} aria-hidden />}
          <span className={classes.label}>{place.label}</span>
          <span className={classes.side}>{place.side}</span>
          {place === here && <IconCornerDownLeft size={14} stroke={2} aria-hidden />}
        </Option>
      ))}
    </div>
  )
}

interface OptionProps {
  readonly id: string
  readonly isHere: boolean
  readonly onGo: () => void
  readonly children: ReactNode
}

function Option({ id, isHere, onGo, children }: OptionProps): ReactNode {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isHere) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isHere])
  return (
    // The field keeps the focus: its keys move over the options.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div role="option" id={id} aria-selected={isHere} className={classes.option} ref={row} onClick={onGo}>
      {children}
    </div>
  )
}
