/**
 * Languages that Application Signals instruments without a change of the program.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Signals-supportmatrix.html
 */
export enum InstrumentationLanguage {
  /** JavaScript and TypeScript on Node.js. */
  NODEJS = 'nodejs',

  /** Python. */
  PYTHON = 'python',

  /** Java and other languages of the JVM. */
  JAVA = 'java',

  /** .NET. */
  DOTNET = 'dotnet',
}
