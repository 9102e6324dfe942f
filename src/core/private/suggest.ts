/** "did you mean …?" for a name that is not one of `known`, or the first known names when none is near. */
export function suggest(name: string, known: Iterable<string>): string {
  const names = [...known].sort();
  const near = names
    .map(candidate => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(2, candidate.length / 3))
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3);
  if (near.length > 0) return `did you mean ${near.map(({ candidate }) => `'${candidate}'`).join(' or ')}?`;
  return names.length > 0 ? `known: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}` : 'none is known here';
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(previous[column] + 1, current[column - 1] + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length];
}
