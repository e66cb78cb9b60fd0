/** What may happen depends on where the process stands: WCP-16, 17, 18, 39 and 40. */
import { flow } from 'handover'
import { z } from 'zod'
import { complete, message, start, take, wait, type Pattern } from './pattern.ts'

const deferredChoice = flow('deferred-choice', {
  data: z.object({ customer: z.string() }),
  nodes: (n) => ({
    start: n.start({ fields: ['customer'] }).next('reply'),
    reply: n.first({ taken: 'started' }).next('answerCall').next('letter').next('twoWeeks'),
    answerCall: n.manual().next('answered'),
    letter: n.catchMessage('letter', z.unknown(), { key: (visit) => visit.process.data.customer }).next('read'),
    read: n.manual().next('answered'),
    twoWeeks: n.timer('2 weeks').next('remind'),
    remind: n.manual().next('reminded'),
    answered: n.end(),
    reminded: n.end(),
  }),
})

const interleavedParallelRouting = flow('interleaved-parallel-routing', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('admit'),
    admit: n.split().next('takeBlood').next('xray'),
    takeBlood: n.manual().mutex('patient', { per: 'task' }).next('scan'),
    scan: n.manual().mutex('patient', { per: 'task' }).next('ready'),
    xray: n.manual().mutex('patient', { per: 'task' }).next('ready'),
    ready: n.join().next('discuss'),
    discuss: n.manual().next('discussed'),
    discussed: n.end(),
  }),
})

const milestone = flow('milestone', {
  data: z.object({ bidders: z.array(z.string()) }),
  nodes: (n) => ({
    start: n.start({ fields: ['bidders'] }).next('begin'),
    begin: n
      .split()
      .next('announce')
      .next('bid', { each: (visit) => visit.process.data.bidders }),
    announce: n.manual().next('auction'),
    auction: n.manual().next('hammer'),
    hammer: n.manual().next('lapse'),
    lapse: n.withdraw(['bid']).next('over'),
    over: n.end(),
    bid: n.manual().while(['auction']).next('bidden'),
    bidden: n.end(),
  }),
})

const criticalSection = flow('critical-section', {
  data: z.object({ isHeavy: z.boolean() }),
  nodes: (n) => ({
    start: n.start({ fields: ['isHeavy'] }).next('dock'),
    dock: n.split().next('hookCargo').next('hookFuel').next('cleanDeck'),
    hookCargo: n.manual().mutex('crane').next('weight'),
    weight: n
      .if((visit) => visit.process.data.isHeavy)
      .yes('liftSlowly')
      .no('lift')
      .mutex('crane'),
    liftSlowly: n.manual().mutex('crane').next('ready'),
    lift: n.manual().mutex('crane').next('ready'),
    hookFuel: n.manual().mutex('crane').next('pump'),
    pump: n.manual().mutex('crane').next('ready'),
    cleanDeck: n.manual().next('ready'),
    ready: n.join().next('left'),
    left: n.end(),
  }),
})

const interleavedRouting = flow('interleaved-routing', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('begin'),
    begin: n.split().next('checkOil').next('checkBrakes').next('checkLights'),
    checkOil: n.manual().mutex('car').next('checked'),
    checkBrakes: n.manual().mutex('car').next('checked'),
    checkLights: n.manual().mutex('car').next('checked'),
    checked: n.join().next('handOver'),
    handOver: n.manual().next('handedOver'),
    handedOver: n.end(),
  }),
})

export const stateBased: readonly Pattern[] = [
  {
    number: 16,
    name: 'Deferred Choice',
    meaning:
      'Several branches stand open, the first that is begun from outside is taken, and the others are withdrawn at once.',
    here: '`first`: with `started` a person chooses by taking the task. A message or a timer chooses just as well.',
    flow: deferredChoice,
    steps: [
      [start({ customer: 'anna' }), { done: 'start reply', open: 'answerCall letter twoWeeks' }],
      [take('answerCall', 'Ben'), { canceled: 'letter twoWeeks', open: 'answerCall' }],
      [message('letter', { key: 'anna' }), { open: 'answerCall' }],
      [wait('3 weeks'), { open: 'answerCall' }],
      [complete('answerCall'), { done: 'answerCall answered', ended: 'done at answered' }],
      [start({ customer: 'carla' }), { done: '2:start 2:reply', open: '2:answerCall 2:letter 2:twoWeeks' }],
      [message('letter', { key: 'carla' }), { done: '2:letter', canceled: '2:answerCall 2:twoWeeks', open: '2:read' }],
      [complete('2:read'), { done: '2:read 2:answered', ended: '2:done at answered' }],
      [start({ customer: 'dora' }), { done: '3:start 3:reply', open: '3:answerCall 3:letter 3:twoWeeks' }],
      [wait('13 days'), { open: '3:answerCall 3:letter 3:twoWeeks' }],
      [wait('1 day'), { done: '3:twoWeeks', canceled: '3:answerCall 3:letter', open: '3:remind' }],
    ],
  },
  {
    number: 17,
    name: 'Interleaved Parallel Routing',
    meaning:
      'Each task of a partial order is done once, in any order that accords with it, and never two at the same time.',
    here: "The edges are the partial order, and `mutex` with `per: 'task'` lets one at a time. The x-ray may come between the two others.",
    flow: interleavedParallelRouting,
    steps: [
      [start(), { done: 'start admit', open: 'takeBlood xray' }],
      [take('takeBlood', 'Anna'), { open: 'takeBlood xray' }],
      [take('xray', 'Ben'), { refused: 'MUTEX_TAKEN', open: 'takeBlood xray' }],
      [complete('takeBlood'), { done: 'takeBlood', open: 'xray scan' }],
      [take('xray', 'Ben'), { open: 'xray scan' }],
      [take('scan', 'Anna'), { refused: 'MUTEX_TAKEN', open: 'xray scan' }],
      [complete('scan'), { refused: 'MUTEX_TAKEN', open: 'xray scan' }],
      [complete('xray'), { done: 'xray', open: 'scan ready' }],
      [take('scan', 'Anna'), { open: 'scan ready' }],
      [complete('scan'), { done: 'scan ready', open: 'discuss' }],
    ],
  },
  {
    number: 18,
    name: 'Milestone',
    meaning:
      'A task can be done only while the process stands at a certain point elsewhere: not before, and never after.',
    here: '`while` names the nodes. The milestone is looked at and not used up. What is left when it has passed is withdrawn here.',
    flow: milestone,
    steps: [
      [
        start({ bidders: ['anna', 'ben', 'carla'] }),
        { done: 'start begin', open: 'announce bid(anna) bid(ben) bid(carla)' },
      ],
      [take('bid(anna)', 'Anna'), { refused: 'MILESTONE_NOT_REACHED', open: 'announce bid(anna) bid(ben) bid(carla)' }],
      [complete('bid(anna)'), { refused: 'MILESTONE_NOT_REACHED', open: 'announce bid(anna) bid(ben) bid(carla)' }],
      [complete('announce'), { done: 'announce', open: 'bid(anna) bid(ben) bid(carla) auction' }],
      [take('bid(carla)', 'Carla'), { open: 'bid(anna) bid(ben) bid(carla) auction' }],
      [complete('bid(anna)'), { done: 'bid(anna) bidden(anna)', open: 'bid(ben) bid(carla) auction' }],
      [complete('auction'), { done: 'auction', open: 'bid(ben) bid(carla) hammer' }],
      [take('bid(ben)', 'Ben'), { refused: 'MILESTONE_NOT_REACHED', open: 'bid(ben) bid(carla) hammer' }],
      [complete('bid(carla)'), { refused: 'MILESTONE_NOT_REACHED', open: 'bid(ben) bid(carla) hammer' }],
      [complete('hammer'), { done: 'hammer lapse over', canceled: 'bid(ben) bid(carla)', ended: 'done at over' }],
    ],
  },
  {
    number: 39,
    name: 'Critical Section',
    meaning:
      'Of several parts of a flow only one is under way at a time, and what has begun is finished before another begins.',
    here: '`mutex` on the nodes of each part: it is kept from node to node until the part is left, also while nobody works on it.',
    flow: criticalSection,
    steps: [
      [start({ isHeavy: true }), { done: 'start dock', open: 'hookCargo hookFuel cleanDeck' }],
      [take('hookCargo', 'Anna'), { open: 'hookCargo hookFuel cleanDeck' }],
      [take('hookFuel', 'Ben'), { refused: 'MUTEX_TAKEN', open: 'hookCargo hookFuel cleanDeck' }],
      [complete('hookCargo'), { done: 'hookCargo weight', open: 'hookFuel cleanDeck liftSlowly' }],
      [take('hookFuel', 'Ben'), { refused: 'MUTEX_TAKEN', open: 'hookFuel cleanDeck liftSlowly' }],
      [complete('cleanDeck'), { done: 'cleanDeck', open: 'hookFuel liftSlowly ready' }],
      [complete('liftSlowly'), { done: 'liftSlowly', open: 'hookFuel ready' }],
      [take('hookFuel', 'Ben'), { open: 'hookFuel ready' }],
      [complete('hookFuel'), { done: 'hookFuel', open: 'ready pump' }],
      [complete('pump'), { done: 'pump ready left', ended: 'done at left' }],
    ],
  },
  {
    number: 40,
    name: 'Interleaved Routing',
    meaning: 'Each of several tasks is done once, in any order, and never two at the same time.',
    here: 'Branches of one `split` with the same `mutex`. Whoever takes one first decides the order.',
    flow: interleavedRouting,
    steps: [
      [start(), { done: 'start begin', open: 'checkOil checkBrakes checkLights' }],
      [take('checkLights', 'Anna'), { open: 'checkOil checkBrakes checkLights' }],
      [take('checkOil', 'Ben'), { refused: 'MUTEX_TAKEN', open: 'checkOil checkBrakes checkLights' }],
      [complete('checkBrakes'), { refused: 'MUTEX_TAKEN', open: 'checkOil checkBrakes checkLights' }],
      [complete('checkLights'), { done: 'checkLights', open: 'checkOil checkBrakes checked' }],
      [take('checkOil', 'Ben'), { open: 'checkOil checkBrakes checked' }],
      [take('checkBrakes', 'Anna'), { refused: 'MUTEX_TAKEN', open: 'checkOil checkBrakes checked' }],
      [complete('checkOil'), { done: 'checkOil', open: 'checkBrakes checked' }],
      [complete('checkBrakes'), { done: 'checkBrakes checked', open: 'handOver' }],
    ],
  },
]
