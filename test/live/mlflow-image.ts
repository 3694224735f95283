import type { Images } from './image.ts'
import { machinePath } from './container.ts'
import { virtualEnvironment } from './virtual-environment.ts'

/** MLflow's own image in the flavour -full, as far as the tests need it; it has neither a user nor an entry point of its own. */
export async function mlflowImages(): Promise<Images> {
  const folder = await virtualEnvironment('mlflow', ['mlflow[auth]==3.15.1', 'psycopg2-binary', 'PyMySQL', 'boto3', 'prometheus-flask-exporter'])
  return { 'mlflow/mlflow': { env: { PATH: `${folder}/bin:${machinePath}` }, folders: [folder] } }
}
