/** What is not to be done any more: WCP-19, 20, 25, 26 and 27. */
import { flow } from 'handover'
import { z } from 'zod'
import { cancel, cancelProcess, complete, finish, message, start, take, type Pattern } from './pattern.ts'

const cancelTask = flow('cancel-task', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('ask'),
    ask: n.split().next('askPainter').next('askPlumber').next('askMason'),
    askPainter: n.manual().next('asked'),
    askPlumber: n.manual().next('asked'),
    askMason: n.manual().next('asked'),
    asked: n.join().next('choose'),
    choose: n.manual().next('chosen'),
    chosen: n.end(),
  }),
})

const delivery = flow('delivery', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('drive'),
    drive: n.manual().next('delivered'),
    delivered: n.end(),
  }),
})

const cancelCase = flow('cancel-case', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('fork'),
    fork: n.split().next('invoice').next('deliver'),
    invoice: n.manual().next('ready'),
    deliver: n.subprocess(delivery, { start: 'start', input: () => ({}) }).next('ready'),
    ready: n.join().next('done'),
    done: n.end(),
  }),
})

const cancelRegion = flow('cancel-region', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('begin'),
    begin: n.split().next('bookFlight').next('bookHotel').next('askVisa').next('watchNews'),
    bookFlight: n.manual().next('booked'),
    bookHotel: n.manual().next('payHotel'),
    payHotel: n.manual().next('booked'),
    booked: n.join({ of: 'begin' }).next('pack'),
    askVisa: n.manual().next('visaThere'),
    visaThere: n.end(),
    watchNews: n.manual().next('callOff'),
    callOff: n.withdraw(['bookFlight', 'payHotel', 'booked', 'pack']).next('stayHome'),
    stayHome: n.manual().next('over'),
    pack: n.manual().next('over'),
    over: n.end(),
  }),
})

const interview = flow('interview', {
  data: z.object({ name: z.string() }),
  nodes: (n) => ({
    start: n.start({ fields: ['name'] }).next('talk'),
    talk: n.manual().next('talked'),
    talked: n.end(),
  }),
})

const cancelInstances = flow('cancel-instances', {
  data: z.object({ people: z.array(z.string()) }),
  nodes: (n) => ({
    start: n.start({ fields: ['people'] }).next('interviews'),
    interviews: n
      .subprocess(interview, {
        start: 'start',
        each: (visit) => visit.process.data.people,
        input: (visit) => ({ name: visit.task.item }),
      })
      .onMessage('position-filled', 'filled')
      .next('evaluate'),
    evaluate: n.manual().next('evaluated'),
    evaluated: n.end(),
    filled: n.end(),
  }),
})

const completeInstances = flow('complete-instances', {
  data: z.object({ people: z.array(z.string()) }),
  nodes: (n) => ({
    start: n.start({ fields: ['people'] }).next('survey'),
    survey: n.split().next('ask', { each: (visit) => visit.process.data.people }),
    ask: n.manual().next('asked'),
    asked: n.join().next('evaluate'),
    evaluate: n.manual().next('evaluated'),
    evaluated: n.end(),
  }),
})

export const cancellation: readonly Pattern[] = [
  {
    number: 19,
    name: 'Cancel Task',
    meaning: 'A task is withdrawn before somebody begins with it, or given up when somebody has.',
    here: 'The command `cancel`; a boundary (`onTimeout`, `onMessage`) does the same from within. A join does not wait for it any more.',
    flow: cancelTask,
    steps: [
      [start(), { done: 'start ask', open: 'askPainter askPlumber askMason' }],
      [cancel('askPainter'), { canceled: 'askPainter', open: 'askPlumber askMason' }],
      [take('askPlumber', 'Anna'), { open: 'askPlumber askMason' }],
      [complete('askMason'), { done: 'askMason', open: 'askPlumber asked' }],
      [cancel('askPlumber'), { done: 'asked', canceled: 'askPlumber', open: 'choose' }],
      [complete('askPlumber'), { refused: 'TASK_ENDED', open: 'choose' }],
    ],
  },
  {
    number: 20,
    name: 'Cancel Case',
    meaning: 'A whole process is given up, with everything that is open in it and in what it called.',
    here: 'The command `cancel` of the process.',
    flow: cancelCase,
    calls: [delivery],
    steps: [
      [start(), { done: 'start fork 2:start', open: 'invoice deliver 2:drive' }],
      [take('2:drive', 'Anna'), { open: 'invoice deliver 2:drive' }],
      [cancelProcess(), { canceled: 'invoice deliver 2:drive', ended: 'canceled; 2:canceled' }],
      [complete('2:drive'), { refused: 'TASK_ENDED' }],
    ],
  },
  {
    number: 25,
    name: 'Cancel Region',
    meaning: 'What is open at certain nodes, which need not be connected, is withdrawn, and all else goes on.',
    here: '`withdraw` names the nodes, joins included. Hotel and visa are not among them.',
    flow: cancelRegion,
    steps: [
      [start(), { done: 'start begin', open: 'bookFlight bookHotel askVisa watchNews' }],
      [take('bookFlight', 'Anna'), { open: 'bookFlight bookHotel askVisa watchNews' }],
      [
        complete('watchNews'),
        { done: 'watchNews callOff', canceled: 'bookFlight', open: 'bookHotel askVisa stayHome' },
      ],
      [complete('askVisa'), { done: 'askVisa visaThere', open: 'bookHotel stayHome' }],
      [complete('bookHotel'), { done: 'bookHotel', open: 'stayHome payHotel' }],
      [start(), { done: '2:start 2:begin', open: 'stayHome payHotel 2:bookFlight 2:bookHotel 2:askVisa 2:watchNews' }],
      [
        complete('2:bookFlight'),
        { done: '2:bookFlight', open: 'stayHome payHotel 2:bookHotel 2:askVisa 2:watchNews 2:booked' },
      ],
      [
        complete('2:bookHotel'),
        { done: '2:bookHotel', open: 'stayHome payHotel 2:askVisa 2:watchNews 2:booked 2:payHotel' },
      ],
      [
        complete('2:watchNews'),
        {
          done: '2:watchNews 2:callOff',
          canceled: '2:booked 2:payHotel',
          open: 'stayHome payHotel 2:askVisa 2:stayHome',
        },
      ],
    ],
  },
  {
    number: 26,
    name: 'Cancel Multiple Instance Activity',
    meaning:
      'All instances that are not done yet are withdrawn, those that are done stay so, and what follows is not reached.',
    here: '`subprocess` with `each` is one task with a process for each item; whatever cancels the task cancels those that still run.',
    flow: cancelInstances,
    calls: [interview],
    steps: [
      [
        start({ people: ['anna', 'ben', 'carla'] }),
        { done: 'start 2:start 3:start 4:start', open: 'interviews 2:talk 3:talk 4:talk' },
      ],
      [complete('3:talk'), { done: '3:talk 3:talked', open: 'interviews 2:talk 4:talk', ended: '3:done at talked' }],
      [
        message('position-filled'),
        {
          done: 'interviews__message filled',
          canceled: 'interviews 2:talk 4:talk',
          ended: 'done at filled; 2:canceled; 4:canceled',
        },
      ],
    ],
  },
  {
    number: 27,
    name: 'Complete Multiple Instance Activity',
    meaning: 'All instances that are not done yet are withdrawn, those that are done stay so, and it goes on.',
    here: 'The command `finish`, to a `split` or a `subprocess`: what has come so far counts.',
    flow: completeInstances,
    steps: [
      [start({ people: ['anna', 'ben', 'carla'] }), { done: 'start survey', open: 'ask(anna) ask(ben) ask(carla)' }],
      [complete('ask(ben)'), { done: 'ask(ben)', open: 'ask(anna) ask(carla) asked' }],
      [finish('survey'), { done: 'asked', canceled: 'ask(anna) ask(carla)', open: 'evaluate' }],
      [finish('survey'), { refused: 'NOT_UNDER_WAY', open: 'evaluate' }],
    ],
  },
]
