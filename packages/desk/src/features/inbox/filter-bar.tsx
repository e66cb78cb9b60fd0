import { Menu } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import type { ListedTask, TaskListName } from 'handover/client'
import { useState, type ReactNode } from 'react'
import { flowQuery, flowsQuery } from '../../api/queries.ts'
import { createdChoices, dueChoices, type TaskView } from '../../api/task-view.ts'
import { Choice, MenuChip } from '../../components/chip/menu-chip.tsx'
import { PersonChip } from '../../components/chip/person-chip.tsx'
import { words } from '../../components/words.ts'
import { useFilterNames, without } from './filter-names.ts'
import classes from './filters.module.css'
import { OrderMenu } from './order-menu.tsx'

interface FilterProps {
  readonly view: TaskView
  readonly onView: (view: TaskView) => void
}
interface FilterBarProps extends FilterProps {
  readonly list: TaskListName
  readonly items: readonly ListedTask[]
}

/** What narrows the list, as chips with menus, and at the right in which order it stands. */
export function FilterBar({ list, view, onView, items }: FilterBarProps): ReactNode {
  const names = useFilterNames(view)
  return (
    <div className={classes.bar}>
      <div className={classes.chips} role="group" aria-label={words.inbox.filters}>
        <FlowChip view={view} onView={onView} value={names.flow} />
        <NodeChip view={view} onView={onView} value={names.node} />
        <PersonChip
          label={words.inbox.from}
          person={view.from}
          known={items.map(({ process }) => process.startedBy)}
          onPerson={(from) => onView(from === undefined ? without(view, 'from') : { ...view, from })}
        />
        {list !== 'archive' && (
          <MenuChip label={words.inbox.due} value={names.due} onClear={() => onView(without(view, 'due'))}>
            {dueChoices.map((due) => (
              <Choice key={due} isChosen={view.due === due} onChoose={() => onView({ ...view, due })}>
                {words.inbox.dueChoices[due]}
              </Choice>
            ))}
          </MenuChip>
        )}
        <MenuChip label={words.inbox.created} value={names.created} onClear={() => onView(without(view, 'created'))}>
          {createdChoices.map((created) => (
            <Choice key={created} isChosen={view.created === created} onChoose={() => onView({ ...view, created })}>
              {capital(words.inbox.createdChoices[created])}
            </Choice>
          ))}
        </MenuChip>
      </div>
      <OrderMenu list={list} view={view} onView={onView} />
    </div>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

interface NamedFilterProps extends FilterProps {
  readonly value: string | undefined
}

/** Another flow has other steps: choosing one lets go of the step. */
function FlowChip({ view, onView, value }: NamedFilterProps): ReactNode {
  const { data } = useQuery(flowsQuery)
  const others = without(view, 'flow', 'node')
  return (
    <MenuChip label={words.inbox.flow} value={value} onClear={() => onView(others)}>
      {data?.items.map(({ name, title }) => (
        <Choice key={name} isChosen={view.flow === name} onChoose={() => onView({ ...others, flow: name })}>
          {title}
        </Choice>
      ))}
    </MenuChip>
  )
}

/** The steps that people do: of the flow that is chosen, else of each. They are read when the menu opens. */
function NodeChip({ view, onView, value }: NamedFilterProps): ReactNode {
  const [isAsked, setAsked] = useState(false)
  const { data } = useQuery(flowsQuery)
  const names = view.flow === undefined ? (data?.items.map(({ name }) => name) ?? []) : [view.flow]
  const flows = useQueries({ queries: names.map((name) => ({ ...flowQuery(name), enabled: isAsked })) })
  const parts = flows
    .flatMap(({ data: flow }) => flow ?? [])
    .map((flow) => ({ flow, nodes: flow.picture.nodes.filter(({ shape }) => shape === 'human') }))
    .filter(({ nodes }) => nodes.length > 0)
  return (
    <MenuChip
      label={words.inbox.node}
      value={value}
      onClear={() => onView(without(view, 'node'))}
      onOpen={() => setAsked(true)}
    >
      {parts.map(({ flow, nodes }) => (
        <div key={flow.name} role="group" aria-label={flow.title}>
          {names.length > 1 && <Menu.Label aria-hidden>{flow.title}</Menu.Label>}
          {nodes.map(({ node, title }) => (
            <Choice
              key={node}
              isChosen={view.flow === flow.name && view.node === node}
              onChoose={() => onView({ ...view, flow: flow.name, node })}
            >
              {title}
            </Choice>
          ))}
        </div>
      ))}
      {parts.length === 0 && (
        <Menu.Label>{flows.some(({ isLoading }) => isLoading) ? words.loading : words.inbox.noNodes}</Menu.Label>
      )}
    </MenuChip>
  )
}
