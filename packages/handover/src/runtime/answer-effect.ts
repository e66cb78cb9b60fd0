import type { AnswerCommand } from '../engine/command.ts'
import type { Effect, SendEffect } from '../engine/effect.ts'
import type { Asked } from './action.ts'
import { answerQuestion } from './answer-question.ts'
import { loadDone } from './load-done.ts'
import { startChildren } from './start-children.ts'

/** Gives the engine what it needs before it can go on. */
export async function answerEffect(
  at: Omit<Asked, 'effect'>,
  effect: Exclude<Effect, SendEffect>,
): Promise<AnswerCommand> {
  switch (effect.type) {
    case 'ask':
      return answerQuestion({ ...at, effect })
    case 'call':
      return { type: 'answer', answer: await startChildren(at, effect) }
    case 'load':
      return { type: 'answer', answer: null, tasks: await loadDone(at, effect) }
  }
}
