/** How a function is instrumented. */
export interface FunctionInstrumentation {
  /**
   * ARN of the version of the layer, in the Region of the function.
   *
   * @default - the newest that was known on 20 November 2025; by a mapping, where only deployment tells the Region
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Signals-Enable-LambdaMain.html
   */
  readonly layerArn?: string;
}
