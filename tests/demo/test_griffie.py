"""In the demo the griffie signs along with the journal."""

import pytest
from demo.filling.witness import NAME, free_port, signed_along, witness_in
from django.test import override_settings

from speelruimte.journal.witnessing import witnesses


@pytest.mark.once
@pytest.mark.django_db
def test_the_griffie_signs_along_and_is_the_same_one_the_next_time(cast, now, tmp_path):
    griffie = witness_in(tmp_path / "getuige")
    key = griffie.key().verifier
    with override_settings(WITNESSES=[f"http://127.0.0.1:{free_port()} {key}"]):
        size = signed_along(griffie, at=now)

        assert [(witness.name, witness.size) for witness in witnesses()] == [(NAME, size)]
    assert witness_in(tmp_path / "getuige").key().verifier == key
