// Rules of the house that oxlint does not have. `no-clock`: in pure rooms, time arrives as an argument.
const noClock = {
  create: (context) => {
    const report = (node) =>
      context.report({ node, message: 'Time arrives as an argument here: give the date its time.' })
    const isDate = (node) => node.callee.type === 'Identifier' && node.callee.name === 'Date'
    return {
      NewExpression: (node) => isDate(node) && node.arguments.length === 0 && report(node),
      CallExpression: (node) => isDate(node) && report(node), // Date() answers the present time, whatever it is given
    }
  },
}

export default { meta: { name: 'house' }, rules: { 'no-clock': noClock } }
