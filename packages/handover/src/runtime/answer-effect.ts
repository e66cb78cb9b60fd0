import type { AnswerCommand } from '../engine/command.ts'
import type { Effect, SendEffect } from '../engine/effect.ts'
import type { Asked } from './action.ts'
import { answerQuestion } from './answer-question.ts'
import { loadDone } from './load-done.ts'
import { startChildren } from './start-children.ts'

/** Gives the engine what it needs before it can go on. */
export function answerEffect(at: Omit<Asked, 'effect'>, effect: Exclude<Effect, SendEffect>): Promise<AnswerCommand> {
  switch (effect.type) {
    case 'ask':
      return answerQuestion({ ...at, effect })
    case 'call':
      return startChildren(at, effect).then((answer) => ({ type: 'answer', answer }))
    case 'load':
      return loadDone(at, effect).then((tasks) => ({ type: 'answer', answer: null, tasks }))
  }
}
