import type { Actor } from 'handover'

/** Somebody to act as, without a password: for trying things out, and for nothing else. */
export interface DemonstrationUser extends Actor {
  /** What one may do as this user, in a few words. */
  readonly about: string
  readonly team: string
  /** The id of who decides about the leave of this user; null for who leads the company. */
  readonly manager: string | null
}

/** What everybody may do. */
const everybody = ['hello-world.start', 'leave-request.start']

export const users: readonly DemonstrationUser[] = [
  {
    id: 'ben',
    name: 'Ben Adler',
    about: 'Manager: approves messages and the leave of his team',
    team: 'Sales',
    manager: 'lena',
    permissions: [
      ...everybody,
      'hello-world.approve',
      'leave-request.approve',
      'leave-request.view',
      'order-shipment.view',
    ],
  },
  {
    id: 'priya',
    name: 'Priya Raman',
    about: 'Sales: asks for leave, registers orders',
    team: 'Sales',
    manager: 'ben',
    permissions: [...everybody, 'order-shipment.start'],
  },
  {
    id: 'anna',
    name: 'Anna Weber',
    about: 'Office: registers and insures orders',
    team: 'Office',
    manager: 'lena',
    permissions: [...everybody, 'order-shipment.start', 'order-shipment.insure', 'order-shipment.view'],
  },
  {
    id: 'maria',
    name: 'Maria Novak',
    about: 'Warehouse: packs orders, hands them over, approves messages',
    team: 'Warehouse',
    manager: 'ben',
    permissions: [...everybody, 'hello-world.approve', 'order-shipment.pack'],
  },
  {
    id: 'jonas',
    name: 'Jonas Lind',
    about: 'Logistics: chooses carriers, packs when there is much to do',
    team: 'Logistics',
    manager: 'ben',
    permissions: [...everybody, 'order-shipment.pack', 'order-shipment.chooseCarrier'],
  },
  {
    id: 'lena',
    name: 'Lena Fischer',
    about: 'Operator: looks after all processes',
    team: 'Management',
    manager: null,
    permissions: [
      ...everybody,
      'leave-request.approve',
      'hello-world.manage',
      'leave-request.manage',
      'order-shipment.manage',
    ],
  },
].map((user) => ({ ...user, groups: [user.team] }))

export const findUser = (id: string | undefined): DemonstrationUser | undefined => users.find((user) => user.id === id)
