import 'handover-desk/react/style.css'
import 'handover-desk/react/desk.css'
import { startDesk } from 'handover-desk/react'
import { ApproveLeave } from './approve-leave.tsx'

await startDesk({ components: { 'approve-leave': ApproveLeave } })
