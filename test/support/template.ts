export * from './template/model';
export { checkStructure } from './template/structure';
