import { FlowPicture, Inbox, TaskForm, useMe } from 'handover-desk/react'
import { useState } from 'react'
import { follow, useInAddress } from './address.ts'

export function Intranet() {
  const me = useMe()
  const [task, process] = [useInAddress('task'), useInAddress('process')]
  const [message, setMessage] = useState('')
  return (
    <main>
      <h1>Intranet</h1>
      {me && <p>{`Good morning, ${me.actor.name}.`}</p>}
      <p role="status">{message}</p>
      {process !== null ? (
        <>
          <h2>Where it stands</h2>
          <FlowPicture process={process} />
        </>
      ) : task === null ? (
        <>
          <h2>Your tasks</h2>
          <Inbox />
          <h2>How leave is asked for</h2>
          <FlowPicture flow="leave-request" />
        </>
      ) : (
        <>
          <h2>Decide</h2>
          <TaskForm
            task={task}
            onDone={({ title }) => {
              setMessage(`Handed on: ${title}`)
              follow('/intranet.html')
            }}
          />
          <FlowPicture flow="leave-request" size="mini" />
        </>
      )}
    </main>
  )
}
