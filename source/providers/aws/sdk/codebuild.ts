// Only what is read is named here, so that the bundle holds no operation that changes anything.
export {BatchGetBuildsCommand, CodeBuildClient} from '@aws-sdk/client-codebuild';
