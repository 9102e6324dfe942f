const fs = require('fs');
const Sequencer = require('@jest/test-sequencer').default;

/** On a fresh clone Jest takes small files for quick ones. Those that say `@slow` at their top begin first, so that none is left running alone at the end. */
module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const isSlow = ({ path }) => /^\/\*\* @slow/.test(fs.readFileSync(path, 'utf-8'));
    const sorted = super.sort(tests);
    const slow = new Set(sorted.filter(isSlow));
    return [...slow, ...sorted.filter(test => !slow.has(test))];
  }
};
