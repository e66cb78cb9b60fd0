import type { PgBoss } from 'pg-boss'
import type { Boss, OpenBoss } from './boss.ts'
import { pgBossJobs } from './pg-boss.ts'

// The real library fits the shape that is asked of it.
declare const boss: PgBoss
boss satisfies Boss
declare const Opened: typeof PgBoss
Opened satisfies OpenBoss

pgBossJobs({ url: 'postgres://host/app', schema: 'jobs', concurrency: 2 })
pgBossJobs({ boss, name: 'mine' })
// @ts-expect-error it needs either
pgBossJobs({ concurrency: 2 })
