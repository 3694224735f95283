import type { Images } from './image.ts'
import { machinePath } from './container.ts'
import { virtualEnvironment } from './virtual-environment.ts'

/** MLflow's own image in the flavour -full, as far as the tests need it; it has neither a user nor an entry point of its own. */
export async function mlflowImages(): Promise<Images> {
  const folder = await virtualEnvironment('mlflow')
  return { 'mlflow/mlflow': { env: { PATH: `${folder}/bin:${machinePath}` }, folders: [folder] } }
}

/** The folder of an MLflow that knows less tables. */
export const olderMlflow = () => virtualEnvironment('mlflow-older')
