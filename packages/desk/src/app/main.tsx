import '../components/parts.css'
import './desk.css'
import { startDesk } from './start-desk.tsx'

startDesk()
