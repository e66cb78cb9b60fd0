import type { Actor } from 'handover'

/** Somebody to act as, without a password: for trying things out, and for nothing else. */
export interface DemonstrationUser extends Actor {
  /** What one may do as this user, in a few words. */
  readonly about: string
}

export const users: readonly DemonstrationUser[] = [
  { id: 'anna', name: 'Anna Weber', about: 'writes messages', permissions: ['hello-world.start'] },
  {
    id: 'ben',
    name: 'Ben Adler',
    about: 'approves messages',
    permissions: ['hello-world.start', 'hello-world.approve'],
  },
  { id: 'maria', name: 'Maria Novak', about: 'approves messages', permissions: ['hello-world.approve'] },
  {
    id: 'olga',
    name: 'Olga Keller',
    about: 'looks after all processes',
    permissions: ['hello-world.start', 'hello-world.view', 'hello-world.manage'],
  },
]

export const findUser = (id: string | undefined): DemonstrationUser | undefined => users.find((user) => user.id === id)
