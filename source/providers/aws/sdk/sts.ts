// Only what is read is named here, so that the bundle holds no operation that changes anything.
export {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';
