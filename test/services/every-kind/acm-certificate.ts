import { aws_certificatemanager as acm, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new acm.Certificate(stack, 'Subject', { domainName: 'orders.example.com', validation: acm.CertificateValidation.fromDns() });
