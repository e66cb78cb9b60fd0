/** Somebody else's React application, with its own looks and its own addresses; the desk's parts stand inside. */
import 'handover-desk/react/style.css'
import './intranet.css'
import { createClient } from 'handover/client'
import { HandoverProvider } from 'handover-desk/react'
import { createRoot } from 'react-dom/client'
import { ApproveLeave } from '../desk/approve-leave.tsx'
import { Intranet } from './intranet.tsx'
import { follow, linkTo } from './address.ts'

const client = createClient({ baseUrl: '/' })

createRoot(document.getElementById('root')!).render(
  <HandoverProvider
    client={client}
    linkTo={linkTo}
    navigate={follow}
    colorScheme="light"
    components={{ 'approve-leave': ApproveLeave }}
  >
    <Intranet />
  </HandoverProvider>,
)
