/** Forms in which a pack writes what it found beside the templates. */
export enum ReportFormat {
  /**
   * SARIF 2.1.0, for code scanning and editors: `operational-excellence.sarif`.
   *
   * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
   */
  SARIF = 'sarif',

  /** JUnit XML, for the test report of a pipeline: `operational-excellence.junit.xml`. */
  JUNIT = 'junit',

  /** A summary in Markdown, for a pull request: `operational-excellence.md`. */
  MARKDOWN = 'markdown',
}
