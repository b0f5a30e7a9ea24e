export { default as common } from './zh-CN/common.json';
export { default as errors } from './zh-CN/errors.json';
