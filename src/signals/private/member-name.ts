/** How the CDK begins members of constructs that belong to a type: `queue` of `Queue`, `dbInstance` of `DBInstance`, `webAcl` of `WebACL`. */
export function memberOf(typeName: string): string {
  const words = typeName.replace(/([A-Z])([A-Z]+)(?=[A-Z][a-z]|[^A-Za-z]|$)/g, (_, first, rest) => `${first}${rest.toLowerCase()}`);
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
