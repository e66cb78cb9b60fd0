/** Draws a block of process numbers: one update of one row, committed before any of them is used. */
import { sql, type Compilable } from 'kysely'
import type { Row } from './columns.ts'
import type { Build } from './schema.ts'

// The row lock makes two draws follow each other; a number is never given twice, those of a rolled back draw are.
export const takeNumbers = (build: Build, count: number): Compilable =>
  build
    .updateTable('handover_number')
    .set({ next: sql<number>`next + ${count}` })
    .where('name', '=', 'process')
    .returning('next')

export const firstOf = (rows: readonly Row[], count: number): number => Number(rows[0]!['next']) - count
