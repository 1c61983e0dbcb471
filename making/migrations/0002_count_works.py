from django.db import migrations

COUNT = """
    UPDATE projects_project project SET works_bytes = works.bytes
    FROM (SELECT project_id, sum(bytes) AS bytes FROM making_work GROUP BY project_id) works
    WHERE works.project_id = project.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("making", "0001_initial"),
        ("projects", "0004_fields_and_works_bytes"),
    ]

    operations = [
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
